/** Everything a team does beside stories, one line each; cells are separated by `|`. */

/** `title | step ; step | expected | actual | impact | area`. */
export const BUGS = `
Total is wrong after removing a deposit | Add two crates of water ; Remove one crate | The deposit is lowered by 3.30 EUR | The deposit stays at 6.60 EUR | 40 complaints a week | Basket
Slot list stays empty on Sundays | Open the slots on a Sunday ; Choose Monday | Slots of Monday are listed | The list is empty until midnight | All Sunday orders are late | Delivery
Wallet button missing on older phones | Open the payment page on a phone of 2019 | The wallet button is shown | No button appears | 3 % of the shoppers cannot use it | Payment
Voucher counted twice after going back | Apply a voucher ; Go back one page ; Continue | The discount counts once | The discount is doubled | 200 EUR lost a week | Payment
Guest order page shows an error 500 | Open a guest order older than one year | A notice says it is too old | The page fails with error 500 | Care gets 5 calls a day | Account
Map shows the van in the sea | Open the map in Kiel harbour | The van is shown on the street | The pin is 2 km off | Shoppers call the depot | Delivery
Replacement price is not lowered | Order butter ; Let it be replaced by a dearer one | The original price is charged | The higher price is charged | Breaks our promise on fair prices | Basket
Refund mail is sent twice | Report a missing product ; Wait five minutes | One e-mail arrives | Two e-mails arrive | Confuses 80 shoppers a day | Payment
Saved list loses its last product | Save a list of 30 products ; Open it | 30 products are listed | 29 products are listed | Regular shoppers lose trust | Basket
House number field refuses letters | Type 12a as house number | The number is accepted | The field turns red | New shoppers give up | Account
Door code visible after the slot | Open the driver app the next day | The code is hidden | The code is still shown | A risk for privacy | Account
Locker code expires at midnight | Order pickup for 23:00 ; Collect at 00:10 | The code works for 24 hours | The code is refused | 6 people stood at a locked door | Delivery
Focus jumps to the top after an error | Leave the phone number empty ; Send the form | The focus is on the field | The focus is on the logo | Fails the accessibility audit | Basket
Arrival message names yesterday | Order for tomorrow ; Move the slot to today | The message names today | The message names tomorrow | Shoppers are not at home | Delivery
Card payment hangs with bank dialog | Pay with a test card of bank 7 ; Close the dialog | The payment page returns | A spinner stays forever | 1 % of the card payments | Payment
Free delivery hint ignores vouchers | Fill the basket to 52 EUR ; Apply 5 EUR voucher | The hint names 3 EUR | The hint says delivery is free | Shoppers feel cheated | Basket
Basket merge drops notes | Add a note to bananas ; Sign in | The note is kept | The note is gone | Pickers miss wishes | Account
Receipt shows 19 percent VAT for milk | Order milk ; Open the receipt | VAT is 7 % | VAT is 19 % | Accounting has to correct 300 receipts | Payment
Slow slot list in the evening | Open the slots at 18:00 | The list loads in under 1 second | It takes 7 seconds | One in ten leaves | Delivery
Undo brings back the wrong product | Remove milk ; Remove eggs ; Undo | Eggs come back | Milk comes back | Small, but seen in each test | Basket
Push message opens an empty page | Tap the message about a free slot | The slot page opens | An empty page opens | Nobody uses the message | Delivery
Invoice is missing the company name | Order as a company ; Open the invoice | The company name is printed | The field is empty | Offices cannot book it | Payment
Subscription ignores the pause | Pause from 1 to 14 ; Wait for the 7th | Nothing is delivered | An order is created | 12 unwanted deliveries | Basket
Rating page crashes without a driver | Rate an order delivered by a partner | The page shows stars | The page crashes | Partners get no ratings | Delivery
Code by e-mail arrives in English | Ask for a code in German | The e-mail is in German | The e-mail is in English | 30 questions a week | Account
Weight price rounds up twice | Order 0.333 kg of grapes | The price is rounded once | It is 1 cent too high | Consumer agency asked about it | Basket
Gift message is printed on the receipt | Send a gift with a card | The card is with the gift only | The receipt shows it too | Spoils the surprise | Account
Locker size wrong for frozen goods | Order 3 frozen pizzas for pickup | A small locker is chosen | A large locker is blocked | 8 large lockers are blocked a day | Delivery
Wrong language after sign in | Choose English ; Sign in | The page stays English | The page turns German | Tourists cannot finish | Account
Refund list is sorted by name | Open my refunds | The newest is on top | They are sorted by product | Shoppers report twice | Payment
Slot price missing in the summary | Choose a slot of one hour ; Open the summary | The extra 1.90 EUR is listed | It is only in the total | 15 complaints a week | Basket
Contrast too low on the pay button | Open the payment page in dark mode | Contrast is 4.5:1 | Contrast is 2.9:1 | Fails the accessibility audit | Payment`;

/** `question | output | timebox in days | area`. */
export const SPIKES = `
Which routing service predicts arrival within 10 minutes? | A table of 3 services with error over 200 tours | 2 | Delivery
Can the bank's new interface replace the redirect? | A running test with 2 banks with a list of gaps | 2 | Payment
How long may a chilled bag stay in a locker? | Temperature curves for 3 bag types | 1 | Delivery
Which audit tool finds our accessibility problems? | A comparison of 2 tools on 5 pages | 1 | Basket
Why do 4 percent of card payments fail? | The top 5 reasons with their share | 2 | Payment
Would shoppers share a list with others? | Notes of 6 interviews with one recommendation | 2 | Basket
How do others explain fees before checkout? | Screens of 5 shops with one proposal | 1 | Basket
Can we read stock every 5 minutes? | Load test result with a cost estimate | 2 | Basket
What does the accessibility act ask of locker screens? | A list of duties with page numbers | 1 | Delivery
Is one address service enough for the whole country? | Hit rate on 1,000 known addresses | 1 | Account
Which events tell that a shopper is about to leave? | A ranked list from 30 days of data | 2 | Account
How much would moving sessions to the edge save? | Measured latency in 3 regions | 2 | Payment`;

/** `title | why it matters | done when ; done when | area`. */
export const DEBTS = `
Remove the old basket service | Two services answer for prices; each change costs a day more | No call reaches the old service for 7 days ; Its repository is archived | Basket
Upgrade the payment library | Version 3 gets no security fixes after January | Version 5 runs in production ; All 14 payment tests pass | Payment
Split the slot module | One file of 4,000 lines is touched by every second change | No file over 500 lines ; Public functions keep their tests | Delivery
Replace the address cache | It loses entries on restart, which costs 2 failed deliveries a week | Entries survive a restart ; Hit rate is above 90 % | Account
Make end-to-end tests stable | Every fifth run fails without a reason | 50 runs in a row are green ; The suite takes under 12 minutes | Basket
Encrypt door codes at rest | A leak would expose 30,000 codes | Codes are encrypted with the new key ; Old copies are deleted | Account
Remove unused feature switches | 38 switches make behaviour hard to predict | At most 8 switches remain ; Each has an owner | Payment
Move receipts to the document store | The disk fills up every 6 weeks | New receipts are in the store ; The disk stays under 60 % | Payment
Cut the start-up time of the tour service | A restart takes 4 minutes of missing positions | Start takes under 40 seconds ; No position is lost | Delivery
Write contract tests for stock data | Stock changed its format twice without notice | 6 contracts run in the pipeline ; A broken one stops the release | Basket
Retire the second login form | Each fix has to be made twice | One form is used on all pages ; Old links lead to it | Account
Document the on-call steps | Only two people know how to restart the tour service | 8 steps are written down ; A third person did it once | Delivery`;

/** `title | text | area`. */
export const TASKS = `
Prepare texts for the pickup launch | Texts for 12 stations with opening hours. Done when care has signed them off. | Delivery
Update the help pages on vouchers | Nine pages still show the old rules. Done when each page shows the rule of May. | Payment
Set up an alarm for failed payments | So that the team hears about a failing bank before shoppers do. Done when a failure rate over 5 % pages the person on call. | Payment
Collect consent texts from legal | Legal owes three texts for the privacy screen. Done when they are in the glossary. | Account
Translate the refund mails | Done when all 7 mails exist in English with a review by a native speaker. | Payment
Configure the test bank for wallets | So that a wallet can be tested without real money. Done when 3 test cards work. | Payment
Order test lockers for the office | Two lockers let us try codes ourselves. Done when both open with a test code. | Delivery
Clean up the list of allergens | The list has 19 entries, the law names 14. Done when the list matches the law. | Basket
Check the tax rates of deposits | Done when accounting confirms the rate of each of the 6 deposit kinds. | Basket
Train care on the refund page | So that the first week runs without a second line. Done when 12 agents did the exercise. | Payment`;

/** Improvements that retrospectives agreed on: `title | text`, with `| rule` where a measure is to move. */
export const IMPROVEMENTS = `
Try pairing on the first item of the sprint | We start five things on day one. Done when two Sprints started with pairs.
Limit code review to half a day | Reviews wait until the evening. Done when a reminder runs at 11:00.
Write three examples before planning | We found open questions too late. Done when the next Sprint Planning used examples. | unready-sprint-items
Invite customer care to refinement | Care knows the questions of shoppers. Done when care joined twice.
Move the daily to 09:15 | Two of us arrive at 09:00. Done when the invitation is changed.
Keep a list of flaky tests | We rerun without asking why. Done when the list is on the board.
Agree on a marker for blocked items | Blocked work is hard to see. Done when the flag is used for every blocked item. | hidden-impediments
Review the Definition of Done | Two items came back. Done when the list has five checks.
Swap the order of daily and coffee | The daily starts late. Done when it starts on time for two weeks.
Show the goal on the board | Half of us had to look it up. Done when the goal is the first card.
Rotate the person on call | One person carried three weeks. Done when the rota covers a quarter.
Release in the middle of the sprint | We release on the last day only. Done when one release happened on a Tuesday. | infrequent-release
Ask one stakeholder before building | We rebuilt a page twice. Done when one item was shown as a sketch first.
Shorten the review to the goal | We show everything. Done when the agenda starts with the goal.
Set a limit for items in progress | We finish late. Done when the board shows the limit. | excessive-work-in-progress
Use one channel for incidents | We look in three places. Done when the other two are archived.
Draw the slot module together | Three of us avoid it. Done when the drawing hangs next to the board.
Ask for test data a sprint ahead | We wait for depots. Done when two requests were sent ahead.
Close the sprint with a demo video | Night staff cannot join. Done when two videos are online.
Split items over five points | Large items slip. Done when no item above five entered a Sprint twice in a row. | automatic-spillover
Agree on quiet hours | Calls cut the afternoon in pieces. Done when 13:00 to 15:00 is free of meetings.
Pair reviewers across areas | Payment is known to two people. Done when each area has a third reviewer. | knowledge-silo
Write decisions into the item | We argue twice. Done when ten items carry a decision note.
Start with the riskiest item | Surprises come late. Done when two Sprints began with it.
Visit a depot once a quarter | We guess how tours work. Done when four of us went along.
Keep the build under ten minutes | We switch tasks while waiting. Done when the pipeline takes nine minutes.`;

/** Questions of Developers to the Product Owner, and answers. */
export const QUESTIONS = [
  'should the fee be shown to pickup orders too?',
  'what should happen when the slot expires during payment?',
  'does this apply to business customers as well?',
  'which text do we show when the service does not answer?',
  'is the limit per order or per day?',
  'do we need this on the phone page in the first version?',
  'may we leave out the animation?',
  'who decides on the wording of the message?',
  'is a difference of one cent acceptable here?',
  'should the old orders be changed too?',
];
export const ANSWERS = [
  'Only for delivery. Pickup keeps its own fee.',
  'Keep the basket, ask for a new slot. I checked with operations.',
  'Not in the first version.',
  'Use the text of the help page, legal has approved it.',
  'Per order. I will mention it to marketing.',
  'Yes, most orders come from phones.',
  'Leave it out, we look at it in the review.',
  'I do; draft is fine, I read it this afternoon.',
  'Yes, as long as the receipt matches the charge.',
  'No, from now on only.',
];

/** Progress notes of Developers. */
export const NOTES = [
  'First part is on the test system.',
  'Found a second caller of the old function, moving it too.',
  'Tests are written, working on the edge cases.',
  'Paired on this today, most of it is in place.',
  'Waiting for the build, then it goes to review.',
  'Looked at the logs of last week, the assumption holds.',
  'Review remarks are in.',
  'Test data is ready, checking the phone page next.',
];

/** What Developers say in refinement. */
export const REFINEMENT_NOTES = [
  'Talked it through in refinement: fits into one Sprint, we start with the happy path.',
  'We split off the reporting part; the rest is clear.',
  'The service offers this already, so it is smaller than it looked.',
  'Open point on texts is answered, ready from our side.',
  'We added an example for the case with two addresses.',
];

export const BLOCK_NOTES = [
  'Waiting for the certificate of the test bank.',
  'The test system of the warehouse is down.',
  'Need the texts from legal before we go on.',
  'The address service refuses our key.',
  'Stock data is missing for two depots.',
];

export const STAKEHOLDER_NOTES = [
  'Three shoppers asked for this on the phone this week.',
  'Our interview partners mentioned this as the first thing they miss.',
  'The depot in Hamburg would use it from day one.',
  'This came up in the survey of last month.',
];

/** Product Goal of the sample team. */
export const PRODUCT_GOAL =
  'By next summer nine of ten shoppers who fill a basket complete their order, because price, slot and payment hold no surprises.';
