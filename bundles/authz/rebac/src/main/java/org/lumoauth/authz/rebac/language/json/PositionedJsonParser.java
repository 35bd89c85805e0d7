/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import org.lumoauth.authz.rebac.language.EmbeddedTextPosition;
import org.lumoauth.authz.rebac.language.ModelSizeLimits;
import org.lumoauth.authz.rebac.language.ModelSyntaxException;
import org.lumoauth.authz.rebac.language.PositionedName;
import org.lumoauth.authz.rebac.language.PositionedValue;
import org.lumoauth.authz.rebac.language.SourcePosition;
import org.lumoauth.support.encoding.JsonEncodingValidator;

/** Parses JSON with the positions of all values. Null values are omitted. */
final class PositionedJsonParser {

  private static final int MAX_TOKENS = 262_144; // One token for four bytes of the largest body.

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4 * ModelSizeLimits.NESTING + 16)
                  .maxStringLength(ModelSizeLimits.TEXT)
                  .maxTokenCount(MAX_TOKENS)
                  .build())
          .build();

  private final String file;

  PositionedJsonParser(String file) {
    this.file = file;
  }

  /**
   * Parses the text.
   *
   * @throws ModelSyntaxException if it is not valid JSON or has a duplicate name
   */
  PositionedValue read(String text) {
    var fault = JsonEncodingValidator.check(text);
    if (fault != JsonEncodingValidator.JsonTextFault.NONE) {
      throw new ModelSyntaxException(new SourcePosition(file, 1, 1), fault.message());
    }
    try (var parser = FACTORY.createParser(text)) {
      parser.nextToken();
      var node = value(parser);
      if (parser.nextToken() != null) {
        throw new ModelSyntaxException(place(parser), "The text must end after the model");
      }
      return node;
    } catch (JsonProcessingException unreadable) {
      var at = unreadable.getLocation();
      var place =
          at == null
              ? new SourcePosition(file, 1, 1)
              : new SourcePosition(file, at.getLineNr(), at.getColumnNr());
      throw new ModelSyntaxException(place, "Invalid JSON: " + unreadable.getOriginalMessage());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private PositionedValue value(JsonParser parser) throws IOException {
    var token = parser.currentToken();
    var place = place(parser);
    if (token == JsonToken.START_OBJECT) {
      return object(parser, place);
    }
    if (token == JsonToken.START_ARRAY) {
      var members = new ArrayList<PositionedValue>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        members.add(value(parser));
      }
      return new PositionedValue.SourceSequence(members, place);
    }
    if (token == null) {
      throw new ModelSyntaxException(place, "The text does not contain a model");
    }
    var text = parser.getText();
    // Positions in escaped strings differ from those in the source.
    boolean exact = text.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\' || c == '/');
    return new PositionedValue.SourceScalar(
        text,
        token == JsonToken.VALUE_STRING,
        place,
        new EmbeddedTextPosition(place.right(1), 0, exact));
  }

  private PositionedValue object(JsonParser parser, SourcePosition place) throws IOException {
    var entries = new ArrayList<PositionedValue.SourceMappingEntry>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var key = new PositionedName(parser.currentName(), place(parser));
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        entries.add(new PositionedValue.SourceMappingEntry(key, value(parser)));
      }
    }
    return new PositionedValue.SourceMapping(entries, place);
  }

  private SourcePosition place(JsonParser parser) {
    var at = parser.currentTokenLocation();
    return new SourcePosition(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }
}
