/** Everyday words, so that the spelling correction does not take them for misspelt terms. */
export const everydayWords: ReadonlySet<string> = new Set(
  `a able about above accept across act actually add after again against ago all almost along already also although always am
among an and another answer any anybody anyone anything anyway apart are area around as ask asked at away back bad banana based be became
because become been before began begin behind being believe below best better between big bit black blank block book border both bottom
boss box bring brother brown but buy by call called came can cannot capital car care case cases cat cats caught cause centre certain chair chance
change check child children choose clear clinic close colleague colour come comes coming common compare complete computer consider
contain cool copy correct cost could country couple course cover cut daily dark date daughter day days dear decide deep describe did die
different difficult direct do doctor does dog doing done door down draw drive drop during each early easy eat edge either else email
end enough entire even evening ever every everybody everyone everything exactly example except expect explain extra face fact fair fall
family far fast father favourite feel felt few field figure file fill final find fine finish first fit five floor follow food for
forget form forward found four free friend from front full further future game gave general get gets getting give given glad go goes
going gone good got great green group grow guess guy had half hand happen happened hard has have having he head hear heard help her here
hers high him himself his hold home hope hospital hot hour hours house how however hundred husband idea if image images important in include
indeed inside instead into is issue it its itself job join just keep kept key kind knew know known lady language large last late later
latest laugh lay lead learn least leave left less let letter light like likely line list listen little live local long look looked
looking lose lot love low made mail main make makes man many mark match matter may maybe me mean means meet men mention message middle
might mind mine minute minutes miss missing moment monday money month months more morning most mother mouth move much must my myself
name near nearly need needs never new news next nice night nine no nobody none nor normal not note nothing now number nurse of off
offer office often oh okay old older on once one only onto open or order other others otherwise ought our ours out outside over own
page paper part particular party pass past patient patients pay people perhaps person phone photo photograph photos picture pictures
piece place plain plan play please point possible practice present president press pretty previous print probably problem programme
provide pull put question questions quick quickly quiet quite rather reach read ready real really reason recent red refer remember
repeat reply report rest result results right room round rule run said same sat saw say says school screen second see seem seemed
seems seen self send sense sent session set seven several shall she shop short should show side similar simple since sir sister sit
six small so social some somebody someone something sometimes son soon sorry sort sound speak special spell stand start state stay
still stop story street strong student study stuff such suggest sun suppose sure table take taken takes talk team tell ten than thank
thanks that the their them themselves then there these they thing things think third this those though thought thousand three through
throughout time times to today together told tomorrow tonight too took top total toward town tree tried trouble true trust try turn
turned two type under understand until up upon us use used useful user usual usually value various very visit voice wait walk wall
want wanted was watch water way we weather week weeks well went were what whatever when where whether which while white who whole whom
whose why wide wife will wind window wish with within without woman women wonder wondering word words work worked world worried would write
written wrong year years yellow yes yesterday yet you young your yours yourself poem france paris stock prompt previous instructions
score banana lunch vision decision version region reason season mission regions visions loose chose those house horse force source
course course trace grace brain train strain grain plain main rain pain gain chain dream cream scream stream camera album`
    .split(/\s+/u)
    .filter((word) => word !== '')
)
