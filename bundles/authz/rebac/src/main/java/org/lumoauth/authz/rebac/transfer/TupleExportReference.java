/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.transfer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.web.ApiException;

/**
 * The object or subject of a tuple in an export document. Users and groups of the directory are
 * referenced by readable names, because IDs differ between servers.
 *
 * @param kind the kind of the name
 * @param type the type of a plain ID; {@code user} or {@code group} for the other kinds
 * @param name the ID, email address or slug
 * @param relation the relation of a userset
 */
record TupleExportReference(
    TupleReferenceKind kind, String type, String name, Optional<String> relation) {

  /** The kind of a name. */
  enum TupleReferenceKind {
    /** A stored ID. */
    ID,
    /** The email address of a user in the directory. */
    USER,
    /** The slug of a group in the directory. */
    GROUP
  }

  static final String USER = "user";
  static final String GROUP = "group";
  private static final String RELATION = "relation";

  static TupleExportReference id(String type, String id, Optional<String> relation) {
    return new TupleExportReference(TupleReferenceKind.ID, type, id, relation);
  }

  static TupleExportReference user(String email, Optional<String> relation) {
    return new TupleExportReference(TupleReferenceKind.USER, USER, email, relation);
  }

  static TupleExportReference group(String slug, Optional<String> relation) {
    return new TupleExportReference(TupleReferenceKind.GROUP, GROUP, slug, relation);
  }

  /** Returns the member of an item: a string for an ID, otherwise an object. */
  Object shown() {
    if (kind == TupleReferenceKind.ID) {
      return type + ":" + name + relation.map(each -> "#" + each).orElse("");
    }
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put(type, name);
    relation.ifPresent(each -> shown.put(RELATION, each));
    return shown;
  }

  /**
   * Returns the part of an item's key: {@code type:id}, {@code user(address)} or {@code
   * group(slug)}.
   */
  String text() {
    var named = kind == TupleReferenceKind.ID ? type + ":" + name : type + "(" + name + ")";
    return named + relation.map(each -> "#" + each).orElse("");
  }

  /**
   * Parses a member.
   *
   * @param subject whether it may be a userset
   * @throws ApiException 422 if it is invalid
   */
  static TupleExportReference read(Object sent, String member, boolean subject) {
    if (sent instanceof String text) {
      return text(text, member, subject);
    }
    if (sent instanceof Map<?, ?> named) {
      var relation = named.get(RELATION);
      int others = relation == null ? 0 : 1;
      boolean fits = relation == null || subject && isText(relation);
      for (String kind : new String[] {USER, GROUP}) {
        if (fits && named.size() == 1 + others && isText(named.get(kind))) {
          var name = (String) named.get(kind);
          var of = Optional.ofNullable((String) relation);
          return kind.equals(USER) ? user(name, of) : group(name, of);
        }
      }
    }
    throw refused(member);
  }

  private static TupleExportReference text(String text, String member, boolean subject) {
    int colon = text.indexOf(':');
    int hash = subject ? text.lastIndexOf('#') : -1;
    int end = hash < colon ? text.length() : hash;
    if (colon < 1 || colon + 1 == end || end + 1 == text.length()) {
      throw refused(member);
    }
    return id(
        text.substring(0, colon),
        text.substring(colon + 1, end),
        hash < colon ? Optional.empty() : Optional.of(text.substring(hash + 1)));
  }

  private static boolean isText(Object value) {
    return value instanceof String text && !text.isBlank();
  }

  private static ApiException refused(String member) {
    return ApiException.invalid(
        member,
        member
            + " must be type:id, or an object with user (an email address) or group (a "
            + "slug).");
  }
}
