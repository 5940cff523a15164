import chat from '../../../../resources/i18n/en/chat.json'
import commands from '../../../../resources/i18n/en/commands.json'
import common from '../../../../resources/i18n/en/common.json'
import domain from '../../../../resources/i18n/en/domain.json'
import errors from '../../../../resources/i18n/en/errors.json'
import findings from '../../../../resources/i18n/en/findings.json'
import jobs from '../../../../resources/i18n/en/jobs.json'
import measure from '../../../../resources/i18n/en/measure.json'
import models from '../../../../resources/i18n/en/models.json'
import reportPane from '../../../../resources/i18n/en/reportPane.json'
import research from '../../../../resources/i18n/en/research.json'
import sessions from '../../../../resources/i18n/en/sessions.json'
import settings from '../../../../resources/i18n/en/settings.json'
import viewer from '../../../../resources/i18n/en/viewer.json'

/** The window's texts by language and namespace. */
export const resources = {
  en: {
    chat,
    commands,
    common,
    domain,
    errors,
    findings,
    jobs,
    measure,
    models,
    reportPane,
    research,
    sessions,
    settings,
    viewer
  }
} as const
