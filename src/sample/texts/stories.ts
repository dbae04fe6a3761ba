/**
 * What the fictional product (the checkout of an online grocery) could do next: one line a story,
 * `title | who | want | so that | criterion ; criterion ; …`.
 */
export interface EpicText {
  readonly title: string;
  readonly area: string;
  readonly about: string;
  /** Sprint Goals that work on this epic could serve. */
  readonly goals: readonly string[];
  readonly stories: string;
}

export const EPICS: readonly EpicText[] = [
  {
    title: 'No surprises in the total',
    area: 'Basket',
    about: 'Half of the shoppers who leave the checkout do so when they first see the fees.',
    goals: [
      'Shoppers know the full price before they enter an address',
      'Fewer shoppers leave when they see the total: 6 % instead of 9 %',
    ],
    stories: `
Show the delivery fee in the basket | shopper | see the delivery fee before I enter my address | I can decide early whether the order is worth it | The fee appears below the subtotal once a postcode is known ; Orders over 50 EUR show "Free delivery" ; Without a postcode the text "from 2.90 EUR" is shown
Explain the small order surcharge | shopper | read why a surcharge was added to my order | I am not surprised at the last step | Below 20 EUR a line "Small order 1.50 EUR" is listed ; Tapping the line opens a text of at most 200 characters ; The line disappears when the subtotal reaches 20 EUR
List bottle deposits separately | shopper | see deposits apart from product prices | I know what I get back later | Each deposit item counts 0.08, 0.15 or 0.25 EUR ; The sum of deposits is one line of the total ; The receipt e-mail shows the same sum
Keep the total visible while scrolling | shopper | see my total on every screen of the checkout | I never lose track of what I spend | The total stays on screen at 320 px width ; It updates within 1 second after a quantity change ; Screen readers announce the new total once
Show what is missing for free delivery | shopper | know how much is missing for free delivery | I can add one more product on purpose | The hint shows the difference to 50 EUR ; From 50 EUR on it reads "Delivery is free" ; It is absent for pickup orders
Show savings from offers in the total | shopper | see how much I saved with offers | I notice that shopping here pays off | The sum of reduced prices is shown as "You save 3.20 EUR" ; With no offer in the basket the line is absent ; The value equals the sum on the receipt
Warn before prices change at midnight | shopper | be told when a price changes before my order is placed | I am not charged more than I saw | A changed price is marked with the old and the new value ; Placing the order needs one confirmation ; Without a change no confirmation appears
Show prices per kilogram in the basket | shopper | compare prices per kilogram | I can choose the cheaper pack | Every weighed product shows EUR per kg ; Drinks show EUR per litre ; Products without weight show no unit price
Round weighed products fairly | shopper | be charged for the weight I receive | I trust the total of fresh products | The final price uses the weight with 3 decimals ; A deviation above 10 % lowers the price to the ordered weight ; The receipt lists ordered weight next to delivered weight
Break down the total on the receipt | shopper | find every fee on my receipt | I can check the bill at home | Products, deposits, fees, vouchers each have one line ; The lines add up to the charged amount ; VAT of 7 % is listed apart from 19 %`,
  },
  {
    title: 'A delivery slot that fits',
    area: 'Delivery',
    about: 'Shoppers look for a slot first; a slot that vanishes during checkout loses the order.',
    goals: [
      'A chosen delivery slot stays free until the order is paid',
      'Nine of ten shoppers find a slot for the next day',
    ],
    stories: `
Reserve the slot during checkout | shopper | keep my slot while I pay | I do not have to start again | A chosen slot is held for 15 minutes ; The time left is shown from 5 minutes on ; After expiry the slot list opens with a notice
Show the first free slot on the home page | shopper | see the earliest delivery before I shop | I know whether today is possible | The first free slot of my postcode is shown ; Without a postcode the text asks for it ; The value is at most 10 minutes old
Offer slots of one hour | shopper | choose a slot of one hour | I do not wait at home half a day | Slots of 60 minutes are offered between 17:00 to 21:00 ; They cost 1.90 EUR more ; Full slots are shown as taken
Suggest a nearby slot when mine is full | shopper | get the closest free slot offered | I can finish without searching | The two nearest free slots of the same day are offered ; One tap selects one of them ; With no free slot that day the next day opens
Let shoppers change the slot of a placed order | shopper | move my order to another slot | I can react when plans change | Changes are possible until 6 hours before delivery ; The confirmation e-mail names the old slot with the new one ; A dearer slot shows the difference before saving
Mark slots with low emissions | shopper | recognise slots when a van is nearby | I can choose the greener delivery | Slots with a stop within 500 m carry a leaf ; The legend explains the leaf in one sentence ; At least one slot a day carries the leaf when a tour exists
Block slots for frozen goods on long tours | dispatcher | keep frozen goods off tours longer than 3 hours | nothing thaws on the way | A basket with frozen goods hides slots on long tours ; The shopper reads "Not available for frozen goods" ; Removing the frozen goods shows the slots again
Remember the favourite slot | returning shopper | have my usual slot preselected | I check out faster each week | The slot used in 2 of the last 3 orders is preselected ; When it is full, nothing is preselected ; The preselection can be removed with one tap
Show slots for the next seven days | shopper | look ahead a whole week | I can plan around visits | Seven days are listed with the number of free slots ; Closed days are greyed out ; The list loads in under 800 ms for 95 % of requests
Notify shoppers when a slot becomes free | shopper | get a message when a slot of today is released | I can still get dinner delivered | A push message is sent within 2 minutes after release ; It is sent to at most 50 people per slot ; Opting out takes one tap`,
  },
  {
    title: 'Checkout without an account',
    area: 'Account',
    about: 'One in four new shoppers leaves at the registration form.',
    goals: ['New shoppers can order without creating an account', 'A first order takes under four minutes'],
    stories: `
Order as a guest | new shopper | order without an account | I can try the shop once before committing | E-mail, name, address are the only required fields ; The order is placed without a password ; The confirmation names the order number
Offer an account after the first order | guest | turn my order into an account afterwards | I do not type my address again | The confirmation page asks for a password once ; The order appears in the new account ; Declining shows no second prompt
Look up a guest order | guest | see my order with its number | I can check the delivery time | Number with e-mail opens the order ; After 5 wrong tries the form pauses for 10 minutes ; Orders older than 90 days are not shown
Fill the address from the postcode | new shopper | have city with street suggested | I type less on a phone | After 5 digits the city is filled ; Streets are suggested after 3 letters ; An unknown street can be typed freely
Accept a guest's phone number for the driver | guest | leave a number for the driver | the driver can reach me at the door | The number is optional ; It must have 7 to 15 digits ; It is deleted 30 days after delivery
Remind guests of an unfinished order | guest | get one reminder of my basket | I can finish it in the evening | One e-mail is sent 3 hours after leaving ; It holds a link to the same basket ; No second e-mail follows
Sign in with a code by e-mail | returning shopper | sign in without a password | I am not stopped by a forgotten one | A code of 6 digits arrives within 60 seconds ; It is valid for 10 minutes ; After 3 wrong codes a new one is needed
Merge the basket after signing in | returning shopper | keep what I added before signing in | nothing gets lost | Products of both baskets are in the result ; The same product keeps the higher quantity ; A notice names the number of merged products
Check the age for alcohol at checkout | shopper | confirm my age once | I can order wine without a call | A basket with alcohol asks for the date of birth ; Under 18 the products are removed with a notice ; The driver's list marks the order "check ID"
Show privacy choices in one screen | new shopper | decide on marketing in one screen | I trust the shop with my data | Two switches are off by default ; Saving takes one tap ; The choice is listed in the confirmation e-mail`,
  },
  {
    title: 'Pay the way I like',
    area: 'Payment',
    about: 'Card payments fail for 4 % of the orders and there is no second way offered.',
    goals: ['A failed payment no longer costs the order', 'Shoppers can pay with the wallet of their phone'],
    stories: `
Pay with the wallet of the phone | shopper | pay with one touch on my phone | I do not type card numbers | The wallet button is shown on supported devices ; A paid order reaches the warehouse within 30 seconds ; Cancelling returns to the payment page
Offer another way after a failed payment | shopper | choose another way when my card is declined | I keep my slot | The basket stays unchanged after a decline ; Two other ways are offered ; The slot is held for 10 more minutes
Save a card for the next order | returning shopper | reuse my card | I finish in three taps | Only the last 4 digits are shown ; Saving needs a ticked box ; A saved card can be deleted in the account
Pay by invoice for business customers | office manager | pay by monthly invoice | our accounting gets one document | Invoice is offered to verified companies ; The limit is 1,000 EUR a month ; The invoice lists every order with its date
Show the supported cards before paying | shopper | know which cards work | I do not fail at the last step | Logos of the 4 supported schemes are shown ; A card of another scheme is refused at typing ; The text names 2 other ways
Split the amount between voucher with card | shopper | pay the rest of a gift card with my card | I can use up small balances | The gift card is charged first ; The rest is shown before confirmation ; A refund goes back in the same shares
Confirm payments without leaving the page | shopper | confirm with my bank inside the page | I do not lose my way back | The bank's dialog opens in the page ; After 5 minutes it closes with a notice ; 98 % of the test banks return to the page
Charge only delivered products | shopper | pay for what arrived | missing products cost me nothing | The amount is reserved at order time ; It is charged within 24 hours after delivery ; Missing products lower the charged amount
Let shoppers pay at the door by card | shopper | pay the driver by card | I can order for my parents | The choice is shown for slots with a terminal ; The driver's app shows the amount ; An unpaid order is reported by 22:00
Remember the preferred payment | returning shopper | find my usual way selected | I check out faster | The way of the last order is preselected ; An expired card is not preselected ; Changing it takes one tap`,
  },
  {
    title: 'Substitutions people accept',
    area: 'Basket',
    about: 'Every eighth order misses a product; a poor replacement is the first reason for complaints.',
    goals: [
      'Shoppers decide themselves what replaces a missing product',
      'Complaints about replacements fall below 2 % of the orders',
    ],
    stories: `
Choose a replacement in advance | shopper | pick what should replace a missing product | I get something that I can use | Up to 2 replacements can be chosen per product ; Unset products use the shop's suggestion ; The picker sees the choice on the list
Refuse replacements for single products | shopper | say no to replacements for some products | I do not pay for what I dislike | A switch "do not replace" exists per product ; The picker's list shows it in red ; The product is refunded when missing
Ask before replacing allergens | shopper with an allergy | never get a replacement with my allergens | my family stays safe | Products with a marked allergen are not suggested ; The 14 legal allergens can be marked ; The picker cannot override it
Tell shoppers about replacements before delivery | shopper | learn about replacements before the van arrives | I can plan dinner | A message lists each replacement 1 hour before the slot ; It names the price difference ; Without replacements no message is sent
Reject a replacement at the door | shopper | hand a replacement back to the driver | I only pay for what I keep | The driver marks the product as returned ; The refund is booked within 24 hours ; The receipt shows the returned line
Charge the lower price for replacements | shopper | not pay more for a replacement | I feel treated fairly | A dearer replacement costs the original price ; A cheaper one costs its own price ; The receipt names both
Rate a replacement | shopper | rate the replacement with one tap | the shop learns what I accept | Thumbs up or down is offered for 7 days ; A rating can be changed once ; Ratings reach the weekly report
Suggest replacements from my history | returning shopper | see replacements I bought before | I recognise what I get | Products bought in the last 90 days come first ; At most 3 are shown ; Without history the bestseller is shown
Hide products with low stock | shopper | not add products that run out | I get what I ordered | Products under 3 pieces are hidden for slots of tomorrow ; A direct link shows "Sold out for this slot" ; Stock is at most 15 minutes old
Let pickers call about big replacements | picker | call the shopper for products over 15 EUR | expensive products are not replaced blindly | The list offers "call" for products over 15 EUR ; The call is logged with its time ; Without an answer the product is refunded`,
  },
  {
    title: 'Vouchers without frustration',
    area: 'Payment',
    about: 'Voucher questions are a fifth of all calls to customer care.',
    goals: [
      'Shoppers understand why a voucher does not apply',
      'Calls about vouchers drop from 20 % to 10 % of all calls',
    ],
    stories: `
Say why a voucher does not apply | shopper | read why my voucher was refused | I can fix it myself | Expired, minimum not reached, wrong category each have a text ; The text names the missing amount in EUR ; The code stays in the field
Apply the best voucher by default | shopper | have my best voucher applied | I do not compare codes | With several vouchers the highest discount is selected ; Another one can be chosen ; The saved amount is shown
List my vouchers in the account | returning shopper | see all my vouchers in one list | none expires unused | Each entry shows value, minimum, last day ; Used ones move to a second tab ; The list is sorted by last day
Remind shoppers of expiring vouchers | returning shopper | be reminded three days before a voucher expires | I use it in time | One message is sent at 10:00 three days before ; Used vouchers trigger no message ; The message links to the basket
Keep the voucher when the basket changes | shopper | keep my voucher while I edit the basket | I do not type it again | The code survives quantity changes ; Below the minimum it is marked inactive ; It becomes active again at the minimum
Accept codes with blanks | shopper | type a code as it is printed | I do not fail because of a blank | Blanks with dashes are ignored ; Lower case equals upper case ; The code is shown as printed
Show vouchers of partners at checkout | shopper | use points from the bakery next door | I get value from my loyalty card | Points are converted at 100 to 1 EUR ; At most 10 EUR per order ; The balance is at most 5 minutes old
Give back a voucher after a cancelled order | shopper | get my voucher back when I cancel | I do not lose its value | The voucher is active again within 5 minutes ; Its last day moves by at least 7 days ; The account shows the reason
Limit codes to one use per household | marketing manager | limit a code to one use per address | budgets stay under control | A second use at the same address is refused ; The refusal names the date of the first use ; Care can lift the limit once
Report voucher use by campaign | marketing manager | see redemptions by campaign each day | I can stop a campaign that costs too much | The report lists code, uses, discount in EUR ; Data of yesterday is ready at 07:00 ; It can be saved as CSV`,
  },
  {
    title: 'Where is my order',
    area: 'Delivery',
    about: 'A third of the calls on delivery days ask where the van is.',
    goals: ['Shoppers see where their order is without calling', 'The arrival time is right to ten minutes'],
    stories: `
Show the van on a map | waiting shopper | see the van on a map | I know when to be at the door | The map appears 60 minutes before arrival ; The position is at most 30 seconds old ; After delivery the map disappears
Send the arrival time by text message | waiting shopper | get a text message with the arrival time | I can leave the house until then | The message is sent 45 minutes before arrival ; It names a span of 20 minutes ; A change above 15 minutes sends one update
Show each step of the order | shopper | follow the steps of my order | I know it is not forgotten | Received, packed, on the way, delivered are shown ; Each step carries its time ; The page refreshes every 60 seconds
Tell shoppers about a late van | waiting shopper | learn about delays at once | I can change my plans | A delay above 15 minutes sends a message ; It names the new time ; A second message needs another 15 minutes
Leave instructions for the driver | shopper | tell the driver where to leave the bags | I do not have to be at home | Up to 140 characters can be saved ; The driver sees them before the stop ; They are kept for the next order
Confirm delivery with a photo | shopper | see a photo of the delivered bags | I find them when I come home | One photo is attached to the order ; Faces are not allowed by the driver's guide ; Photos are deleted after 14 days
Show the number of stops before mine | waiting shopper | know how many stops come before me | I can judge the time myself | The number is shown from 10 stops on down ; It updates after each stop ; With 0 the text reads "Next is you"
Rate the delivery | shopper | rate my delivery with stars | the drivers get thanks | 1 to 5 stars can be given for 7 days ; Below 3 a reason can be chosen from a list ; The rating reaches the depot the next day
Call the depot from the order page | waiting shopper | call the depot with one tap | I reach somebody who knows | The number of my depot is shown from 07:00 to 22:00 ; Outside these hours the form is offered ; The order number is passed on
Add the delivery to my calendar | shopper | put the delivery into my calendar | I do not forget it | A calendar file with start, end, address is offered ; A changed slot updates the entry ; It holds no prices`,
  },
  {
    title: 'A checkout for everybody',
    area: 'Basket',
    about: 'From next June the shop must meet the accessibility act; three of ten pages fail the audit.',
    goals: [
      'A blind shopper can complete an order alone',
      'The basket passes the accessibility audit without a blocker',
    ],
    stories: `
Announce errors to screen readers | blind shopper | hear which field is wrong | I can correct it alone | The first wrong field gets the focus ; The message is read once ; The number of errors is named
Use the basket with the keyboard alone | shopper who uses no mouse | reach every control by keyboard | I can order with my setup | Tab order follows the reading order ; The focus is visible with 3:1 contrast ; Escape closes every dialog
Raise the contrast of prices | shopper with low vision | read reduced prices | I notice offers | Text reaches a contrast of 4.5:1 ; Crossed-out prices are read as "old price" ; Dark mode meets the same values
Enlarge text without losing content | shopper with low vision | enlarge the text to 200 percent | I can read the summary | No content is cut at 200 % zoom ; No horizontal scrolling at 320 px ; Buttons keep a size of 44 px
Name icons in the basket | blind shopper | hear what each icon does | I do not remove products by mistake | Every icon button has a name ; Removing names the product ; Undo is announced for 5 seconds
Pause moving banners | shopper with attention deficit | stop moving banners | I can concentrate on my order | A pause button is shown on each banner ; The choice is kept for 30 days ; Reduced motion stops them from the start
Explain forms in plain language | shopper who learns German | understand each field | I do not give up at the form | Each field has one hint of at most 80 characters ; The reading level is B1 ; Hints are linked to their fields
Give more time before the slot expires | shopper with a motor impairment | extend my reservation | I can type at my speed | 2 minutes before expiry an extension is offered ; It adds 10 minutes ; It can be used 3 times
Describe product pictures | blind shopper | hear what is on a picture | I choose the right variety | Every picture has a text of 5 to 15 words ; Decorative pictures are skipped ; New products need a text before going live
Let shoppers order by voice on the phone page | shopper with a motor impairment | dictate products | I can shop without typing | The microphone button is next to the search ; Three suggestions are read aloud ; Nothing is added without a confirmation`,
  },
  {
    title: 'Addresses that work',
    area: 'Account',
    about: 'Wrong addresses cause 60 failed deliveries a week.',
    goals: [
      'Fewer than ten deliveries a week fail because of the address',
      'Shoppers can send an order to somebody else',
    ],
    stories: `
Save several addresses | returning shopper | keep several addresses | I can order to my parents | Up to 10 addresses can be saved ; One is marked as default ; Deleting asks once
Check the house number | shopper | be told when my house number is unknown | the driver finds me | An unknown number shows a map pin ; The pin can be moved up to 100 m ; The driver sees the pin
Show the delivery area before shopping | new shopper | know whether you deliver to me | I do not fill a basket in vain | A postcode outside shows "Not yet" with a waiting list ; Inside it shows the next slot ; The check needs no account
Send an order as a gift | shopper | send groceries to a friend | I can help from far away | The receipt goes to me, not to the friend ; A card of 160 characters can be added ; Prices are hidden on the slip
Add floor with door code | shopper | tell the driver floor with door code | nobody carries bags twice | Floor from -1 to 40 can be chosen ; The code is visible 2 hours around the slot ; The code is stored encrypted
Warn about an address without a lift | dispatcher | know about houses without a lift | heavy orders get two people | A question "lift: yes, no" is part of the address ; Orders over 30 kg without a lift are marked ; The mark appears on the tour list
Correct an address after ordering | shopper | correct a typing error after the order | the order still arrives | The address can be changed until 2 hours before the slot ; Only addresses of the same tour area are accepted ; The driver sees the new one within 1 minute
Import addresses from the old shop | returning shopper | find my old addresses | I do not type them again | Addresses used in the last 24 months are copied ; Duplicates are merged ; The shopper confirms each one once
Suggest the office address on weekdays | office worker | have my office suggested on weekdays | I choose with one tap | Monday to Friday until 15:00 the office comes first ; The rule can be switched off ; Without an office nothing changes
Delete my address history | shopper | delete old addresses | my data does not stay forever | Deleted addresses vanish from the account at once ; Orders keep them for the legal 10 years ; A confirmation is sent by e-mail`,
  },
  {
    title: 'Refunds without a phone call',
    area: 'Payment',
    about: 'A refund needs two calls and nine days today.',
    goals: [
      'Shoppers report a missing product without calling',
      'Nine of ten refunds arrive within two days',
    ],
    stories: `
Report a missing product online | shopper | report a missing product in the app | I do not have to call | Products of the last 7 days can be reported ; Up to 10 EUR are refunded at once ; Above it care decides within 24 hours
Attach a photo of a damaged product | shopper | send a photo of a broken jar | I do not have to explain it | Up to 3 photos of 10 MB each are accepted ; The photo is visible to care ; It is deleted after 90 days
Show the state of a refund | shopper | see where my refund is | I do not ask again | Requested, approved, paid are shown with dates ; Paid names the way ; A rejected one names the reason
Refund deposits at the door | shopper | hand empty bottles to the driver | I get my deposit back | The driver counts pieces in the app ; The sum is credited within 1 hour ; At most 40 bottles per stop
Choose credit instead of a refund | shopper | take shop credit at once | I can use it for the next order | Credit is booked within 1 minute ; It is shown in the basket ; It does not expire for 36 months
Stop repeated refunds for review | care agent | see accounts with many refunds | I can have a second look | More than 4 refunds in 30 days mark the account ; Marked requests wait for an agent ; The shopper sees "within 24 hours"
Send a receipt for every refund | office manager | get a document for each refund | my books are right | A credit note is created with its own number ; It names the order ; It arrives within 10 minutes
Refund delivery fees for late vans | waiting shopper | get the fee back after a long delay | I forgive the delay | More than 60 minutes late refunds the fee ; It happens without a request ; The message names the amount
Let care refund in one step | care agent | refund several products in one step | calls take half as long | Products can be ticked in a list ; The sum is shown before confirmation ; The step is logged with the agent's id
Export refunds for accounting | accountant | export refunds of a month | I can close the books on day 3 | The file lists number, date, gross, VAT ; It is ready on the 1st at 06:00 ; The sum equals the ledger`,
  },
  {
    title: 'The weekly shop in two minutes',
    area: 'Basket',
    about: 'Regular shoppers order the same forty products every week.',
    goals: ['A regular order takes two minutes', 'One in five regular shoppers uses a saved list'],
    stories: `
Reorder a past basket | returning shopper | put a past order into my basket | I save ten minutes | One tap adds all available products ; Missing ones are listed with a replacement ; Quantities are the same as before
Save a basket as a list | returning shopper | save my basket under a name | I reuse it next week | Names have 1 to 40 characters ; Up to 20 lists can be saved ; A list shows its current price
Share a list with my household | parent | share my list with my partner | we do not buy milk twice | A link with an expiry of 7 days invites one person ; Changes appear within 5 seconds ; The owner can remove people
Suggest products that run out | returning shopper | be reminded of products I buy often | I do not forget coffee | Products bought at least 4 times are considered ; A suggestion appears after the usual interval ; It can be hidden for 30 days
Subscribe to a weekly basket | returning shopper | have my basket delivered each week | I do not think about it | Day with slot are chosen once ; A reminder comes 48 hours before ; A week can be skipped until 24 hours before
Pause the subscription for holidays | subscriber | pause my subscription | nothing arrives while I am away | First with last day of the pause can be set ; Skipped deliveries are listed ; The subscription resumes on its own
Sort the basket by aisle | returning shopper | see my basket sorted by aisle | I notice what is missing | Eight groups are used ; Empty groups are hidden ; The choice is kept
Compare this week with last week | returning shopper | see what differs from last week | I notice a forgotten product | Products missing since last week are listed ; One tap adds one of them ; The list holds at most 15 products
Add products from a recipe | home cook | add all ingredients of a recipe | I do not search for each one | Ingredients for 2 or 4 people are added ; Products I own can be unticked ; The price is shown before adding
Undo removing a product | shopper | bring back a removed product | I can correct a slip | Undo is offered for 8 seconds ; Quantity with notes come back ; It works for the last 3 removals`,
  },
  {
    title: 'Pickup around the corner',
    area: 'Delivery',
    about: 'Commuters want to collect groceries on their way home; twelve stations agreed to host lockers.',
    goals: [
      'Commuters can collect an order at a station',
      'A pickup takes less than one minute at the locker',
    ],
    stories: `
Choose a pickup point | commuter | choose a pickup point on a map | I collect on my way home | The 5 nearest points are listed with distance ; Opening hours are shown ; The choice replaces the delivery fee with 0.90 EUR
Open the locker with a code | commuter | open my locker with a code | I do not wait in a line | The code has 6 digits, valid for 24 hours ; The locker opens within 3 seconds ; A wrong code is refused 5 times before a pause
Keep chilled products cold at the locker | commuter | collect chilled products in the evening | they are still fresh | Chilled bags go to lockers at 4 °C ; After 10 hours the order is returned ; The temperature is logged every 5 minutes
Remind commuters to collect | commuter | be reminded before my pickup ends | I do not lose my order | A message is sent 3 hours before the end ; It names the locker ; After collecting no message is sent
Let somebody else collect | commuter | pass the code to a neighbour | I can work late | The code can be shared once ; Both get a message after pickup ; The share can be taken back before use
Show free lockers by size | commuter | know whether my order fits | I do not choose a full point | Orders over 40 litres need a large locker ; Full points are greyed out ; The number is at most 10 minutes old
Report a jammed locker | commuter | report a door that does not open | I get my order anyway | The page offers "door jammed" after 2 tries ; A second locker or a refund is offered ; The host is informed within 1 minute
Return empties at the pickup point | commuter | return bottles at the locker | I carry them only once | A bag of up to 20 bottles fits the box ; The credit is booked within 24 hours ; A full box is shown on the map
Offer pickup in the slot list | shopper | compare pickup with delivery | I choose what is sooner | Pickup appears as the first tab when it is earlier ; The saved fee is named ; The basket is kept when switching
Welcome new pickup points by e-mail | commuter | hear about a point near my station | I can try it | One e-mail goes to people within 2 km ; It names the opening day ; Opting out takes one tap`,
  },
];
