package org.lumoauth.authz.rebac.language;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import org.lumoauth.api.web.JsonTextValidator;

/** Reads JSON with the places of everything. Nulls are left out. */
final class JsonNodes {

  private static final int MAX_TOKENS = 262_144; // one for four bytes of the largest body

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4 * Bounds.NESTING + 16)
                  .maxStringLength(Bounds.TEXT)
                  .maxTokenCount(MAX_TOKENS)
                  .build())
          .build();

  private final String file;

  JsonNodes(String file) {
    this.file = file;
  }

  /**
   * @throws SyntaxProblem if it is no JSON, or has a name twice
   */
  Node read(String text) {
    var fault = JsonTextValidator.check(text);
    if (fault != JsonTextValidator.Fault.NONE) {
      throw new SyntaxProblem(new Place(file, 1, 1), fault.message());
    }
    try (var parser = FACTORY.createParser(text)) {
      parser.nextToken();
      var node = value(parser);
      if (parser.nextToken() != null) {
        throw new SyntaxProblem(place(parser), "Nothing may follow the model");
      }
      return node;
    } catch (JsonProcessingException unreadable) {
      var at = unreadable.getLocation();
      var place =
          at == null ? new Place(file, 1, 1) : new Place(file, at.getLineNr(), at.getColumnNr());
      throw new SyntaxProblem(place, "This is no JSON: " + unreadable.getOriginalMessage());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private Node value(JsonParser parser) throws IOException {
    var token = parser.currentToken();
    var place = place(parser);
    if (token == JsonToken.START_OBJECT) {
      return object(parser, place);
    }
    if (token == JsonToken.START_ARRAY) {
      var members = new ArrayList<Node>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        members.add(value(parser));
      }
      return new Node.Sequence(members, place);
    }
    if (token == null) {
      throw new SyntaxProblem(place, "There is no model in the text");
    }
    var text = parser.getText();
    // What JSON escapes does not stand where it would be looked for.
    boolean exact = text.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\' || c == '/');
    return new Node.Scalar(
        text, token == JsonToken.VALUE_STRING, place, new TextPlace(place.right(1), 0, exact));
  }

  private Node object(JsonParser parser, Place place) throws IOException {
    var entries = new ArrayList<Node.Entry>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var key = new Name(parser.currentName(), place(parser));
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        entries.add(new Node.Entry(key, value(parser)));
      }
    }
    return new Node.Mapping(entries, place);
  }

  private Place place(JsonParser parser) {
    var at = parser.currentTokenLocation();
    return new Place(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }
}
