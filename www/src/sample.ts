// The sample, written for this project and free to use: tutorial, screenshot and fixture of the tests.
export const sample = `SPRINGFIELD, 28 February 2024 – “We will rebuild the Mill Street bridge before winter,” Mayor Ana López said on Tuesday, two days after a barge struck it. “And we will do it,” she added, “without a new tax.” 🌉

Engineers from Acme Works flew in from Paris, Texas, to inspect the piers. John Smith, who leads the team, said the foundations were sound but that repairs could take six months. “The steel is tired,” he told reporters. “It isn’t broken.”

Not everyone agreed. “My father used to say ‘measure twice, cut once’,” said Dr. Smith’s former colleague, Li Wei. According to a city report published last spring, 4,000 vehicles cross the bridge every weekday.

A spokesperson for the governor, who asked not to be named, said: “Nobody is ‘closing’ Springfield.” Officials in Paris declined to comment.

The council will vote on 5 March at 6 p.m.
`;
