/** Vertices, and pixels up and down, in a pixel column from which on curves are drawn as thin as they get. */
const mostVertices = 8;
const mostTravel = 12;
/** Curves that hardly go up and down in a pixel are smooth, and keep their width and dashes up to more of them. */
const smoothTravel = 4;
const mostSmooth = 4 * mostVertices;

/**
 * True where curves run up and down so often that they fill an area. A line of one device pixel without dashes looks the same
 * there and takes a hundredth of the time: wider ones are outlined first, fold by fold.
 *
 * @param vertices of all curves of a plot
 * @param travelPx how far they go up and down, all ways added [px]
 * @param width of the plot [px], of `ratio` device pixels each
 */
export const crowded = (vertices: number, travelPx: number, width: number, ratio: number): boolean =>
  travelPx > mostTravel * width ||
  vertices > (travelPx < smoothTravel * width ? mostSmooth : mostVertices) * width * ratio;
