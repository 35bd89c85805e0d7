/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.richauthorization.DetailDescriptionTemplate;
import org.lumoauth.oauth.richauthorization.DetailsTypeDeclaration;
import org.lumoauth.oauth.richauthorization.schema.AuthorizationDetailSchema;
import org.lumoauth.oauth.richauthorization.schema.UnsupportedSchemaException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/** Parses and validates a declared type in a request body. */
public final class DetailsTypeRequestParser {

  private static final Set<String> MEMBERS = Set.of("type", "name", "words", "schema");
  private static final Pattern TYPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
  private static final int MAX_TYPE = 200;
  private static final int MAX_NAME = 100;
  private static final int MAX_LANGUAGES = 50;
  private static final int MAX_LINE = 500;

  private DetailsTypeRequestParser() {}

  /**
   * Returns the type in a request body.
   *
   * @throws ApiException 422 {@code validation_error} with the name of the invalid member
   */
  public static DetailsTypeDeclaration read(Map<String, Object> body) {
    var members = JsonObjectMemberReader.of(body, MEMBERS);
    String type = members.requireText("type", MAX_TYPE);
    if (!TYPE.matcher(type).matches()) {
      throw ApiException.invalid(
          "type", "`type` must consist of ASCII characters without spaces and quotes.");
    }
    return new DetailsTypeDeclaration(
        type, members.requireText("name", MAX_NAME), words(body.get("words")), schema(type, body));
  }

  /** Returns the request body that declares this type. */
  public static Map<String, Object> of(DetailsTypeDeclaration declared) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", declared.type());
    body.put("name", declared.name());
    body.put("words", declared.words());
    body.put("schema", declared.schema());
    return body;
  }

  private static Map<String, String> words(Object sent) {
    Map<String, String> words = new TreeMap<>();
    object("words", sent == null ? Map.of() : sent)
        .forEach((language, line) -> words.put(language(language), line(line)));
    if (words.size() > MAX_LANGUAGES) {
      throw ApiException.invalid(
          "words", "`words` must not have more than " + MAX_LANGUAGES + " languages.");
    }
    return words;
  }

  private static String language(String tag) {
    if (!LANGUAGE.matcher(tag).matches()) {
      throw ApiException.invalid(
          "words", "The member names of `words` must be language tags such as en or pt-BR.");
    }
    return tag;
  }

  private static String line(Object sent) {
    if (!(sent instanceof String line) || line.isBlank() || line.length() > MAX_LINE) {
      throw ApiException.invalid(
          "words", "The values of `words` must be strings of 1 to " + MAX_LINE + " characters.");
    }
    DetailDescriptionTemplate.findFault(line)
        .ifPresent(
            fault -> {
              throw ApiException.invalid("words", fault);
            });
    return line;
  }

  private static Map<String, Object> schema(String type, Map<String, Object> body) {
    if (body.get("schema") == null) {
      throw ApiException.invalid("schema", "`schema` is required.");
    }
    Map<String, Object> schema = object("schema", body.get("schema"));
    try {
      AuthorizationDetailSchema.of(type, schema);
    } catch (UnsupportedSchemaException e) {
      throw ApiException.invalid("schema", e.getMessage());
    }
    return schema;
  }

  private static Map<String, Object> object(String name, Object sent) {
    if (!(sent instanceof Map<?, ?> members)) {
      throw ApiException.invalid(name, name + " must be an object.");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    members.forEach((member, value) -> object.put(String.valueOf(member), value));
    return object;
  }
}
