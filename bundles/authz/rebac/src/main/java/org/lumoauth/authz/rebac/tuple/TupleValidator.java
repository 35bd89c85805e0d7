/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.engine.CompiledModel;
import org.lumoauth.authz.rebac.index.TupleEdge;

/** Validates tuples and queries against a model. */
public final class TupleValidator {

  private static final int OBJECT = 256;
  private static final int SUBJECT = 512;
  private static final int RELATION = 50;
  private static final int CONTEXT = 32 * 1024;

  private final CompiledModel model;

  public TupleValidator(CompiledModel model) {
    this.model = model;
  }

  /**
   * Refuses a tuple that the model does not allow.
   *
   * @throws RelationException {@code INVALID_TUPLE} with the reason
   */
  public void requireTuple(RelationTuple tuple) {
    TupleKey key = tuple.key();
    requireKey(key);
    var relation = model.relation(key.object().type(), key.relation());
    if (relation == null) {
      throw invalid(
          key,
          "the model does not define the relation " + key.object().type() + "#" + key.relation());
    }
    if (key.subject().relation().filter(key.relation()::equals).isPresent()
        && key.subject().type().equals(key.object().type())
        && key.subject().id().equals(key.object().id())) {
      throw invalid(key, "a userset must not be its own subject");
    }
    if (!relation.allows(TupleEdge.of(tuple))) {
      throw invalid(
          key, "the relation allows only the subject types " + relation.describeAllowedSubjects());
    }
    tuple.condition().ifPresent(condition -> requireContext(key, condition));
  }

  /**
   * Refuses a tuple key that cannot be stored, regardless of the model, which does not apply to
   * deletes.
   *
   * @throws RelationException {@code INVALID_TUPLE} with the reason
   */
  static void requireKey(TupleKey key) {
    try {
      requireNames(key);
    } catch (RelationException e) {
      throw new RelationException(RelationErrorKind.INVALID_TUPLE, e.getMessage());
    }
    if (bytes(key.relation()) > RELATION || bytes(key.subject().relation().orElse("")) > RELATION) {
      throw invalid(key, "the name of the relation must not be longer than " + RELATION + " bytes");
    }
  }

  /**
   * Refuses a query with a type or relation that the model does not define.
   *
   * @throws RelationException {@code TYPE_NOT_FOUND}, {@code RELATION_NOT_FOUND}, {@code
   *     INVALID_REQUEST}
   */
  public void requireQuestion(TupleKey key) {
    requireRelation(key.object().type(), key.relation());
    requireNames(key);
    requireSubject(key.subject());
  }

  /**
   * Refuses a relation that the model does not define.
   *
   * @throws RelationException {@code TYPE_NOT_FOUND}, {@code RELATION_NOT_FOUND}
   */
  public void requireRelation(String type, String relation) {
    if (!model.hasType(type)) {
      throw new RelationException(
          RelationErrorKind.TYPE_NOT_FOUND, "The model does not define the type " + type + ".");
    }
    if (model.relation(type, relation) == null) {
      throw new RelationException(
          RelationErrorKind.RELATION_NOT_FOUND,
          "The model does not define the relation " + type + "#" + relation + ".");
    }
  }

  /**
   * Refuses an object with an invalid ID.
   *
   * @throws RelationException {@code INVALID_REQUEST} if the ID is not valid
   */
  public static void requireObject(ObjectRef object) {
    require(!object.id().equals(RelationSubject.WILDCARD), "The ID of an object must not be *.");
    requireName(object.type(), object.id(), OBJECT);
  }

  /**
   * Refuses a subject with a type or relation that the model does not define.
   *
   * @throws RelationException {@code INVALID_REQUEST} if it is not defined
   */
  public void requireSubject(RelationSubject subject) {
    requireSubjectName(subject);
    require(
        model.hasType(subject.type()),
        "The model does not define the type " + subject.type() + ".");
    subject
        .relation()
        .ifPresent(
            name ->
                require(
                    model.relation(subject.type(), name) != null,
                    "The model does not define the relation " + subject.type() + "#" + name + "."));
  }

  /**
   * Refuses a subject filter that the model does not define.
   *
   * @throws RelationException {@code TYPE_NOT_FOUND}, {@code RELATION_NOT_FOUND}
   */
  public void requireFilter(RelationSubjectFilter filter) {
    if (filter.relation().isPresent()) {
      requireRelation(filter.type(), filter.relation().get());
    } else if (!model.hasType(filter.type())) {
      throw new RelationException(
          RelationErrorKind.TYPE_NOT_FOUND,
          "The model does not define the type " + filter.type() + ".");
    }
  }

  private static void requireNames(TupleKey key) {
    requireObject(key.object());
    requireSubjectName(key.subject());
  }

  private static void requireSubjectName(RelationSubject subject) {
    requireName(subject.type(), subject.id(), SUBJECT);
    require(
        subject.relation().isEmpty() || !subject.id().equals(RelationSubject.WILDCARD),
        "A userset must refer to one object, not to *.");
  }

  private static void requireName(String type, String id, int most) {
    require(!type.isEmpty() && !id.isEmpty(), "A type and an ID are required.");
    require(
        bytes(type) + bytes(id) + 1 <= most,
        "A type and an ID must not be longer than " + (most - 1) + " bytes together.");
    require(
        id.codePoints()
            .noneMatch(c -> c == '#' || Character.isWhitespace(c) || Character.isISOControl(c)),
        "An ID must not contain white space or #.");
    require(
        StandardCharsets.UTF_8.newEncoder().canEncode(id)
            && StandardCharsets.UTF_8.newEncoder().canEncode(type),
        "A name must be valid Unicode text.");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private void requireContext(TupleKey key, TupleCondition condition) {
    var definition = model.condition(condition.name());
    if (definition == null) {
      throw invalid(key, "the model does not define the condition " + condition.name());
    }
    if (bytes(condition.context().toString()) > CONTEXT) {
      throw invalid(key, "the values of its condition are larger than " + CONTEXT + " bytes");
    }
    condition
        .context()
        .forEach(
            (name, value) -> {
              var type = definition.parameters().get(name);
              if (type == null) {
                throw invalid(
                    key,
                    "the condition " + condition.name() + " does not define the parameter " + name);
              }
              if (!fits(type, value)) {
                throw invalid(key, "the parameter " + name + " must be of type " + type.kind());
              }
            });
  }

  /**
   * Returns whether a JSON value matches the type. The content of strings is checked on evaluation.
   */
  private static boolean fits(ExpressionType type, Object value) {
    return switch (type.kind()) {
      case BOOL -> value instanceof Boolean;
      case STRING, DURATION, TIMESTAMP, IP_ADDRESS -> value instanceof String;
      case INT, UINT, DOUBLE -> value instanceof Number || value instanceof String;
      case LIST ->
          value instanceof List<?> list
              && type.element()
                  .map(each -> list.stream().allMatch(of -> fits(each, of)))
                  .orElse(true);
      case MAP ->
          value instanceof Map<?, ?> map
              && type.element()
                  .map(each -> map.values().stream().allMatch(of -> fits(each, of)))
                  .orElse(true);
      case ANY -> true;
    };
  }

  private static void require(boolean so, String message) {
    if (!so) {
      throw new RelationException(RelationErrorKind.INVALID_REQUEST, message);
    }
  }

  private static RelationException invalid(TupleKey key, String why) {
    return new RelationException(
        RelationErrorKind.INVALID_TUPLE, "The tuple " + key + " is invalid: " + why + ".");
  }
}
