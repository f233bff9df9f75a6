package dev.sluice.pages.settings;

import dev.sluice.pages.settings.YamlPart.Kind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Finds the places of the parts of a text among the events of the parser. */
final class YamlLayout {

  /** The place of each character, of which the parser counts those beyond 16 bits as one. */
  private final int[] places;

  private final Iterator<Event> events;

  YamlLayout(String text, Iterable<Event> events) {
    this.places = places(text);
    this.events = events.iterator();
  }

  private static int[] places(String text) {
    int[] places = new int[text.codePointCount(0, text.length()) + 1];
    int place = 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = place;
      place += place < text.length() ? Character.charCount(text.codePointAt(place)) : 0;
    }
    return places;
  }

  /** The first document's outermost part. */
  YamlPart root() {
    while (events.hasNext()) {
      if (events.next() instanceof NodeEvent node) {
        return part(node);
      }
    }
    throw new IllegalArgumentException("the text has no document");
  }

  private YamlPart part(NodeEvent event) {
    if (event instanceof AliasEvent alias) {
      return leaf(Kind.ALIAS, "", alias.getAlias().getValue(), event);
    }
    String anchor = event.getAnchor().map(Anchor::getValue).orElse("");
    if (event instanceof ScalarEvent scalar) {
      boolean lines = scalar.isLiteral() || scalar.isFolded();
      return leaf(lines ? Kind.LINES : Kind.VALUE, scalar.getValue(), anchor, event);
    }
    CollectionStartEvent collection = (CollectionStartEvent) event;
    Kind kind = event instanceof MappingStartEvent ? Kind.MAP : Kind.LIST;
    int start = place(event.getStartMark());
    List<YamlPart> parts = new ArrayList<>();
    Event next = events.next();
    while (next instanceof NodeEvent node) {
      parts.add(part(node));
      next = events.next();
    }
    boolean flow = collection.isFlow();
    int end =
        flow || parts.isEmpty()
            ? place(next.getEndMark())
            : parts.get(parts.size() - 1).end(); // not where the parser saw that it had ended
    return new YamlPart(kind, "", flow, anchor, start, end, parts);
  }

  private YamlPart leaf(Kind kind, String value, String anchor, Event event) {
    return new YamlPart(
        kind,
        value,
        false,
        anchor,
        place(event.getStartMark()),
        place(event.getEndMark()),
        List.of());
  }

  private int place(Optional<Mark> mark) {
    return places[mark.orElseThrow().getIndex()];
  }
}
