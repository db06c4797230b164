// The made-up people of the journeys.

export const practice = { name: "Quiet Needle Physiotherapy", address: "12 Linden Street\nPortland, OR 97201" };

export const therapist = { name: "Ana Rivera", credentials: "PT, DPT" };

export const passphrase = "copper lantern under nine wet maples";

export const patient = {
  family: "Núñez-Ångström",
  given: "Zoë",
  /** As every screen writes it, and as a letter does. */
  name: "Núñez-Ångström, Zoë",
  letterName: "Zoë Núñez-Ångström",
  /** As somebody types it who has no accents on the keyboard. */
  plain: "nunez",
  born: "14 Mar 1984",
  condition: "Neck pain",
  referrer: "Dr. L. Hahn",
  organisation: "Riverside Family Medicine",
};

/** Three muscles as they are charted, and as a letter writes them for people outside the field. */
export const sites = [
  {
    typed: "upper trapezius",
    words: "Upper trapezius",
    side: "l",
    sideWords: "left",
    needle: "0.25x40",
    count: "2",
    depth: "15",
    technique: "Pistoning / sparrow pecking",
  },
  {
    typed: "levator scapulae",
    words: "Levator scapulae",
    side: "l",
    sideWords: "left",
    needle: "0.25x30",
    count: "1",
    depth: "10",
    technique: "Pistoning / sparrow pecking",
  },
  {
    typed: "infraspinatus",
    words: "Infraspinatus",
    side: "r",
    sideWords: "right",
    needle: "0.30x50",
    count: "2",
    depth: "15",
    technique: "Pistoning / sparrow pecking",
  },
];

export const session = { story: "Wakes at night when lying on the left side.", before: "7", after: "3", region: "Neck" };
