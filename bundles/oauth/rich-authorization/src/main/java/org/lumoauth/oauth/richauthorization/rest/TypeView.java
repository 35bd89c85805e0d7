package org.lumoauth.oauth.richauthorization.rest;

import java.util.Map;
import org.lumoauth.oauth.richauthorization.RegisteredType;

/** A declared type as the admin API shows it. */
public record TypeView(
    String id,
    String type,
    String name,
    Map<String, String> words,
    Map<String, Object> schema,
    String createdAt) {

  static TypeView of(RegisteredType type) {
    var declared = type.declared();
    return new TypeView(
        type.id(),
        declared.type(),
        declared.name(),
        declared.words(),
        declared.schema(),
        type.createdAt().toString());
  }
}
