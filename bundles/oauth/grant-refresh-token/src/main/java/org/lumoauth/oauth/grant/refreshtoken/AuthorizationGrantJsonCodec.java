/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;

/** Serializes a grant as JSON, so that the next version of this module can read it. */
final class AuthorizationGrantJsonCodec {

  private AuthorizationGrantJsonCodec() {}

  static byte[] write(AuthorizationGrant grant) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", grant.id());
    json.put("client_id", grant.clientId());
    json.put("subject_type", grant.subject().type());
    json.put("subject_id", grant.subject().id());
    json.put("scope", List.copyOf(new TreeSet<>(grant.scope())));
    json.put("resources", grant.resources());
    grant.sessionId().ifPresent(id -> json.put("sid", id));
    grant.authenticatedAt().ifPresent(at -> json.put("auth_time", at.getEpochSecond()));
    grant.acr().ifPresent(acr -> json.put("acr", acr));
    json.put("amr", List.copyOf(new TreeSet<>(grant.amr())));
    json.put("claims", grant.claims());
    json.put("authorization_details", grant.authorizationDetails());
    grant.confirmation().ifPresent(cnf -> json.put("cnf", cnf));
    return JSONObjectUtils.toJSONString(json).getBytes(StandardCharsets.UTF_8);
  }

  /** Reads a grant without its nonce, which is used only for the first ID token. */
  static AuthorizationGrant read(byte[] bytes) {
    Map<String, Object> json = parse(bytes);
    return new AuthorizationGrant(
        (String) json.get("id"),
        (String) json.get("client_id"),
        new SubjectRef((String) json.get("subject_type"), (String) json.get("subject_id")),
        texts(json.get("scope")),
        List.copyOf(texts(json.get("resources"))),
        text(json, "sid"),
        Optional.ofNullable((Number) json.get("auth_time"))
            .map(seconds -> Instant.ofEpochSecond(seconds.longValue())),
        text(json, "acr"),
        texts(json.get("amr")),
        Optional.empty(),
        object(json.get("claims")).orElse(Map.of()),
        objects(json.get("authorization_details")),
        object(json.get("cnf")));
  }

  private static Map<String, Object> parse(byte[] bytes) {
    try {
      return JSONObjectUtils.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new IllegalStateException("the grant in rft_family is not a JSON object", e);
    }
  }

  private static Optional<String> text(Map<String, Object> json, String name) {
    return Optional.ofNullable((String) json.get(name));
  }

  private static Set<String> texts(Object value) {
    Set<String> texts = new LinkedHashSet<>();
    ((List<?>) value).forEach(text -> texts.add((String) text));
    return texts;
  }

  private static List<Map<String, Object>> objects(Object value) {
    List<Map<String, Object>> objects = new ArrayList<>();
    ((List<?>) value).forEach(each -> object(each).ifPresent(objects::add));
    return objects;
  }

  private static Optional<Map<String, Object>> object(Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      return Optional.empty();
    }
    Map<String, Object> object = new LinkedHashMap<>();
    members.forEach((name, member) -> object.put((String) name, member));
    return Optional.of(object);
  }
}
