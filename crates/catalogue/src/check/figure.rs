//! The body chart fits the targets and regions, and left is the patient's left on every view.

use filiform_domain::site::{ChartView, Side};

use crate::catalogue::Catalogue;
use crate::error::{CatalogueError, Rule};
use crate::figure::{Figure, Zone};
use crate::rows::Target;

const DRAWINGS: &str = "figure/body.json";
const ZONES: &str = "figure/zones.csv";

/// A zone's middle may lie this far outside the outline, in units: a tendon at the edge of a limb.
const AT_THE_EDGE: f64 = 2.0;

pub(super) fn fits(catalogue: &Catalogue) -> Result<(), CatalogueError> {
    for figure in catalogue.figures().figures() {
        laterality(figure)?;
        regions(catalogue, figure)?;
    }
    for zone in catalogue.figures().zones() {
        dangling(
            ZONES,
            zone.words(),
            zone.target.as_str(),
            "muscles.csv",
            |id| catalogue.targets().contains(id),
        )?;
        place(catalogue, zone)?;
    }
    for target in catalogue.targets() {
        is_on_the_chart(catalogue, target)?;
    }
    Ok(())
}

/// Which side of the patient is at the viewer's left and right. The drawings must say the same.
fn patients_sides(view: ChartView) -> (Side, Side) {
    match view {
        ChartView::Front | ChartView::Sole | ChartView::HandPalm | ChartView::HandBack => {
            (Side::Right, Side::Left)
        }
        ChartView::Back => (Side::Left, Side::Right),
        ChartView::HeadSide => (Side::Left, Side::Left),
    }
}

fn laterality(figure: &Figure) -> Result<(), CatalogueError> {
    let said = (figure.viewers_left, figure.viewers_right);
    require(
        said == patients_sides(figure.view),
        DRAWINGS,
        figure.view.words(),
        Rule::PatientsLeft,
    )?;
    for region in &figure.regions {
        let one_sided = figure.is_one_sided();
        let fits = match region.side {
            Side::Left => true,
            Side::Right | Side::Midline => !one_sided,
            Side::Both => false,
        };
        require(fits, DRAWINGS, figure.view.words(), Rule::PatientsLeft)?;
    }
    Ok(())
}

fn regions(catalogue: &Catalogue, figure: &Figure) -> Result<(), CatalogueError> {
    let view = figure.view.words();
    for (n, region) in figure.regions.iter().enumerate() {
        dangling(
            DRAWINGS,
            view.to_owned(),
            region.region.as_str(),
            "regions.csv",
            |id| catalogue.regions().contains(id),
        )?;
        let is_same = |other: &&crate::figure::DrawnRegion| {
            (&other.region, other.side) == (&region.region, region.side)
        };
        let drawn_before = figure.regions.iter().take(n).find(is_same);
        require(
            drawn_before.is_none(),
            DRAWINGS,
            view,
            Rule::RegionDrawnOnce,
        )?;
    }
    Ok(())
}

/// The zone lies on the figure, on the side that it says, and has its twin on the other side.
fn place(catalogue: &Catalogue, zone: &Zone) -> Result<(), CatalogueError> {
    let hold = |holds, rule| require(holds, ZONES, &zone.words(), rule);
    let Some(figure) = catalogue.figures().figure(zone.view) else {
        return hold(false, Rule::ZoneOnTheFigure);
    };
    let centre = zone.centre();
    hold(
        figure.outline.is_near(centre, AT_THE_EDGE),
        Rule::ZoneOnTheFigure,
    )?;
    if figure.is_one_sided() {
        return hold(zone.side != Side::Right, Rule::ZoneOnItsSide);
    }
    let axis = f64::from(figure.axis);
    let side = match centre.x - axis {
        off if off.abs() < 0.01 => Side::Midline,
        off if off < 0.0 => figure.viewers_left,
        _ => figure.viewers_right,
    };
    hold(zone.side == side, Rule::ZoneOnItsSide)?;
    let mut others = catalogue.figures().zones().iter();
    let twin = others.any(|other| zone.mirrors(other, axis));
    hold(twin, Rule::ZoneOnBothSides)
}

fn is_on_the_chart(catalogue: &Catalogue, target: &Target) -> Result<(), CatalogueError> {
    let zones = catalogue.figures().zones().iter();
    let mut sides = zones
        .filter(|zone| zone.target == target.id)
        .map(|zone| zone.side)
        .peekable();
    let shown = sides.peek().is_some();
    require(shown, ZONES, target.id.as_str(), Rule::TargetOnTheChart)?;
    let fits = sides.all(|side| (side != Side::Midline) == target.is_paired());
    require(fits, ZONES, target.id.as_str(), Rule::ZoneSidesFitTarget)
}

fn require(holds: bool, file: &'static str, row: &str, rule: Rule) -> Result<(), CatalogueError> {
    if holds {
        return Ok(());
    }
    Err(CatalogueError::Broken {
        file,
        row: row.to_owned(),
        rule,
    })
}

fn dangling(
    file: &'static str,
    row: String,
    id: &str,
    wanted_in: &'static str,
    exists: impl Fn(&str) -> bool,
) -> Result<(), CatalogueError> {
    if exists(id) {
        return Ok(());
    }
    Err(CatalogueError::Dangling {
        file,
        row,
        id: id.to_owned(),
        wanted_in,
    })
}
