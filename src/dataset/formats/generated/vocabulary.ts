/** Categories of the invented shop with what is sold in each. Two neighboring categories form the heart of one taste. */
export const CATEGORIES: readonly { readonly name: string; readonly products: readonly string[] }[] = [
  { name: 'Camping', products: ['Tent', 'Lantern', 'Sleeping Bag', 'Camp Stove'] },
  { name: 'Hiking', products: ['Backpack', 'Trekking Poles', 'Water Filter', 'Trail Shoes'] },
  { name: 'Coffee', products: ['Grinder', 'Pour-Over Set', 'Espresso Cups', 'Kettle'] },
  { name: 'Baking', products: ['Loaf Pan', 'Proofing Basket', 'Mixer', 'Rolling Pin'] },
  { name: 'Garden', products: ['Planter', 'Pruning Shears', 'Watering Can', 'Seed Kit'] },
  { name: 'Birdwatching', products: ['Binoculars', 'Feeder', 'Field Guide', 'Nest Box'] },
  { name: 'Board Games', products: ['Strategy Game', 'Card Game', 'Puzzle', 'Dice Set'] },
  { name: 'Model Building', products: ['Plane Kit', 'Paint Set', 'Hobby Knife', 'Ship Kit'] },
  { name: 'Running', products: ['Running Shoes', 'Reflective Vest', 'Race Belt', 'Cap'] },
  { name: 'Yoga', products: ['Mat', 'Block Set', 'Bolster', 'Strap'] },
  { name: 'Keyboards', products: ['Mechanical Keyboard', 'Keycap Set', 'Wrist Rest', 'Switch Pack'] },
  { name: 'Audio', products: ['Headphones', 'Turntable', 'Desk Speakers', 'Microphone'] },
  { name: 'Painting', products: ['Watercolors', 'Easel', 'Brush Set', 'Sketchbook'] },
  { name: 'Photography', products: ['Tripod', 'Camera Bag', 'Lens Filter', 'Photo Album'] },
  { name: 'Cycling', products: ['Helmet', 'Pannier', 'Bike Light', 'Repair Kit'] },
  { name: 'Climbing', products: ['Harness', 'Chalk Bag', 'Climbing Shoes', 'Rope'] },
  { name: 'Knitting', products: ['Yarn Set', 'Needles', 'Pattern Book', 'Stitch Markers'] },
  { name: 'Sewing', products: ['Fabric Shears', 'Thread Set', 'Dress Form', 'Pin Cushion'] },
  { name: 'Toys', products: ['Wooden Train', 'Building Blocks', 'Kite', 'Plush Bear'] },
  { name: 'Picture Books', products: ['Bedtime Book', 'Alphabet Book', 'Pop-Up Book', 'Fairy Tales'] },
];

export const BRANDS: readonly string[] = [
  'Alderwick', 'Brightmoor', 'Calder & Finch', 'Dunmere', 'Eastvale', 'Fennimore', 'Gullwing', 'Harrowgate',
  'Inkwell', 'Juniper Row', 'Kestrel', 'Larkhill', 'Marlowe', 'Northlight', 'Oakhaven', 'Pellworth',
]; // prettier-ignore

export const SERIES: readonly string[] = [
  'Aurora', 'Basalt', 'Cinder', 'Drift', 'Ember', 'Fjord', 'Grove', 'Harbor', 'Isle', 'Jetty', 'Knoll', 'Lumen', 'Meadow',
  'Nimbus', 'Opal', 'Prairie', 'Quartz', 'Ridge', 'Summit', 'Thicket', 'Umber', 'Vale', 'Willow', 'Zephyr',
]; // prettier-ignore

export const PRICE_BANDS = ['low', 'middle', 'high'] as const;
