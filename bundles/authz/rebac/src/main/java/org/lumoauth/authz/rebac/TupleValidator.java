package org.lumoauth.authz.rebac;

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

/** Whether tuples and questions fit a model. */
final class TupleValidator {

  private static final int OBJECT = 256;
  private static final int SUBJECT = 512;
  private static final int RELATION = 50;
  private static final int CONTEXT = 32 * 1024;

  private final CompiledModel model;

  TupleValidator(CompiledModel model) {
    this.model = model;
  }

  /**
   * Refuses a tuple that does not fit.
   *
   * @throws RelationException {@code INVALID_TUPLE}
   */
  void requireTuple(RelationTuple tuple) {
    TupleKey key = tuple.key();
    requireKey(key);
    var relation = model.relation(key.object().type(), key.relation());
    if (relation == null) {
      throw invalid(key, "the model has no relation " + key.object().type() + "#" + key.relation());
    }
    if (key.subject().relation().filter(key.relation()::equals).isPresent()
        && key.subject().type().equals(key.object().type())
        && key.subject().id().equals(key.object().id())) {
      throw invalid(key, "it says what is so anyway");
    }
    if (!relation.allows(TupleEdge.of(tuple))) {
      throw invalid(
          key,
          "the relation takes no such subject"
              + tuple.condition().map(each -> " with the condition " + each.name()).orElse(""));
    }
    tuple.condition().ifPresent(condition -> requireContext(key, condition));
  }

  /**
   * Refuses a tuple that cannot be kept, whatever the model: to delete, the model is not asked.
   *
   * @throws RelationException {@code INVALID_TUPLE}
   */
  static void requireKey(TupleKey key) {
    try {
      requireNames(key);
    } catch (RelationException e) {
      throw new RelationException(RelationErrorKind.INVALID_TUPLE, e.getMessage());
    }
    if (bytes(key.relation()) > RELATION || bytes(key.subject().relation().orElse("")) > RELATION) {
      throw invalid(key, "a relation's name has at most " + RELATION + " bytes");
    }
  }

  /**
   * Refuses a question that the model knows nothing about.
   *
   * @throws RelationException {@code TYPE_NOT_FOUND}, {@code RELATION_NOT_FOUND}, {@code
   *     INVALID_REQUEST}
   */
  void requireQuestion(TupleKey key) {
    requireRelation(key.object().type(), key.relation());
    requireNames(key);
    requireSubject(key.subject());
  }

  /**
   * Refuses a relation that the model does not have.
   *
   * @throws RelationException {@code TYPE_NOT_FOUND}, {@code RELATION_NOT_FOUND}
   */
  void requireRelation(String type, String relation) {
    if (!model.hasType(type)) {
      throw new RelationException(
          RelationErrorKind.TYPE_NOT_FOUND, "The model has no type " + type + ".");
    }
    if (model.relation(type, relation) == null) {
      throw new RelationException(
          RelationErrorKind.RELATION_NOT_FOUND,
          "The model has no relation " + type + "#" + relation + ".");
    }
  }

  /**
   * Refuses an object whose id cannot be.
   *
   * @throws RelationException {@code INVALID_REQUEST}
   */
  static void requireObject(ObjectRef object) {
    require(!object.id().equals(RelationSubject.WILDCARD), "An object's id can't be *.");
    requireName(object.type(), object.id(), OBJECT);
  }

  /**
   * Refuses a subject that the model knows nothing about.
   *
   * @throws RelationException {@code INVALID_REQUEST}
   */
  void requireSubject(RelationSubject subject) {
    requireSubjectName(subject);
    require(model.hasType(subject.type()), "The model has no type " + subject.type() + ".");
    subject
        .relation()
        .ifPresent(
            name ->
                require(
                    model.relation(subject.type(), name) != null,
                    "The model has no relation " + subject.type() + "#" + name + "."));
  }

  /**
   * Refuses a kind of subjects that the model does not have.
   *
   * @throws RelationException {@code TYPE_NOT_FOUND}, {@code RELATION_NOT_FOUND}
   */
  void requireFilter(RelationSubjectFilter filter) {
    if (filter.relation().isPresent()) {
      requireRelation(filter.type(), filter.relation().get());
    } else if (!model.hasType(filter.type())) {
      throw new RelationException(
          RelationErrorKind.TYPE_NOT_FOUND, "The model has no type " + filter.type() + ".");
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
        "A userset is of one object.");
  }

  private static void requireName(String type, String id, int most) {
    require(!type.isEmpty() && !id.isEmpty(), "A type and an id are needed.");
    require(
        bytes(type) + bytes(id) + 1 <= most,
        "A type and an id have at most " + (most - 1) + " bytes together.");
    require(
        id.codePoints()
            .noneMatch(c -> c == '#' || Character.isWhitespace(c) || Character.isISOControl(c)),
        "An id has no white space and no #.");
    require(
        StandardCharsets.UTF_8.newEncoder().canEncode(id)
            && StandardCharsets.UTF_8.newEncoder().canEncode(type),
        "A name is Unicode text.");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private void requireContext(TupleKey key, TupleCondition condition) {
    var definition = model.condition(condition.name());
    if (definition == null) {
      throw invalid(key, "the model has no condition " + condition.name());
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
                    key, "the condition " + condition.name() + " has no parameter " + name);
              }
              if (!fits(type, value)) {
                throw invalid(key, "the parameter " + name + " is a " + type.kind());
              }
            });
  }

  /** Whether a JSON value can be one of the type; what text says is seen when it is evaluated. */
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
        RelationErrorKind.INVALID_TUPLE, "The tuple " + key + " does not fit: " + why + ".");
  }
}
