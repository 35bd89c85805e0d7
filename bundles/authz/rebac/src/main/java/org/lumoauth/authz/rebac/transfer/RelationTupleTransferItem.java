/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.transfer;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.RequestTimestampParser;

/**
 * A tuple in an export document.
 *
 * @param object the object
 * @param relation the relation
 * @param subject the subject
 * @param condition the condition
 * @param expiresAt when the tuple expires
 */
record RelationTupleTransferItem(
    TupleExportReference object,
    String relation,
    TupleExportReference subject,
    Optional<TupleCondition> condition,
    Optional<Instant> expiresAt) {

  /** The member that identifies an item; it is derived from the other members. */
  static final String KEY = "tuple";

  static final String OBJECT = "object";
  static final String SUBJECT = "subject";
  private static final String RELATION = "relation";
  private static final String CONDITION = "condition";
  private static final String NAME = "name";
  private static final String CONTEXT = "context";
  private static final String EXPIRES_AT = "expiresAt";
  private static final Set<String> MEMBERS =
      Set.of(KEY, OBJECT, RELATION, SUBJECT, CONDITION, EXPIRES_AT);

  String key() {
    return object.text() + "#" + relation + "@" + subject.text();
  }

  Map<String, Object> shown() {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put(KEY, key());
    item.put(OBJECT, object.shown());
    item.put(RELATION, relation);
    item.put(SUBJECT, subject.shown());
    condition.ifPresent(
        each -> item.put(CONDITION, Map.of(NAME, each.name(), CONTEXT, each.context())));
    expiresAt.ifPresent(end -> item.put(EXPIRES_AT, end.toString()));
    return item;
  }

  /**
   * Parses an item.
   *
   * @throws ApiException 422 if it is invalid
   */
  static RelationTupleTransferItem read(Map<String, Object> sent) {
    if (!MEMBERS.containsAll(sent.keySet())) {
      throw ApiException.invalid(
          KEY,
          "A tuple can only have `tuple`, `object`, `relation`, `subject`, "
              + "`condition` and `expiresAt`.");
    }
    if (!(sent.get(RELATION) instanceof String relation) || relation.isBlank()) {
      throw ApiException.invalid(RELATION, "`relation` must be the name of a relation.");
    }
    var item =
        new RelationTupleTransferItem(
            TupleExportReference.read(sent.get(OBJECT), OBJECT, false),
            relation,
            TupleExportReference.read(sent.get(SUBJECT), SUBJECT, true),
            Optional.ofNullable(sent.get(CONDITION)).map(RelationTupleTransferItem::condition),
            Optional.ofNullable(sent.get(EXPIRES_AT)).map(RelationTupleTransferItem::end));
    if (!item.key().equals(sent.get(KEY))) {
      throw ApiException.invalid(KEY, "`tuple` must match the other members: " + item.key() + ".");
    }
    return item;
  }

  private static TupleCondition condition(Object sent) {
    if (sent instanceof Map<?, ?> condition
        && Set.of(NAME, CONTEXT).containsAll(condition.keySet())
        && condition.get(NAME) instanceof String name) {
      return new TupleCondition(name, context(condition.get(CONTEXT)));
    }
    throw ApiException.invalid(CONDITION, "`condition` must have `name` and `context`.");
  }

  private static Map<String, Object> context(Object sent) {
    Map<String, Object> context = new LinkedHashMap<>();
    if (sent instanceof Map<?, ?> values) {
      values.forEach((name, value) -> context.put(String.valueOf(name), value));
    } else if (sent != null) {
      throw ApiException.invalid(CONTEXT, "`context` must be an object.");
    }
    if (context.containsValue(null)) {
      throw ApiException.invalid(
          CONTEXT, "A value in `context` must not be null. Omit the member instead.");
    }
    return context;
  }

  private static Instant end(Object sent) {
    try {
      return RequestTimestampParser.parse((String) sent);
    } catch (ClassCastException | DateTimeException e) {
      throw ApiException.invalid(
          EXPIRES_AT, "`expiresAt` must be a time such as 2030-01-31T12:00:00Z.");
    }
  }
}
