/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.relation.model.RelationModelSourceFiles.ModelLanguage;
import org.lumoauth.authz.rebac.language.ModelLanguageCompiler;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.authz.rebac.model.SubjectType;
import org.lumoauth.platform.cel.CelExpressionCompiler;

/**
 * A random model with random tuples, and random questions about them. The same for the same seed.
 */
final class RandomScenario {

  /** Some differ only in what a database may take for the same. */
  private static final List<String> IDS = List.of("a", "A", "á", "b", "B", "c");

  private static final ModelLanguageCompiler COMPILER =
      new ModelLanguageCompiler(new CelExpressionCompiler());

  private final Random random;
  private String dsl;
  private RelationModel model;
  private final Instant now;
  private final List<String> ids;
  private final boolean usersets;
  private final Map<TupleKey, RelationTuple> stored = new LinkedHashMap<>();

  RandomScenario(long seed, Instant now) {
    this.random = new Random(seed);
    this.now = now;
    this.ids = IDS.subList(0, 2 + random.nextInt(IDS.size() - 1));
    this.usersets = random.nextBoolean();
    changeModel();
    int tuples = random.nextInt(8) == 0 ? random.nextInt(5) : 15 + random.nextInt(60);
    for (int i = 0; i < tuples; i++) {
      tuple().ifPresent(tuple -> stored.put(tuple.key(), tuple));
    }
  }

  /** Another model, with types and relations of the same names. Tuples need not fit it. */
  void changeModel() {
    do {
      dsl = new RandomModelWriter(random).write();
      model = COMPILER.compile(RelationModelSourceFiles.of(ModelLanguage.OPENFGA_DSL, dsl)).model();
    } while (model == null);
  }

  RelationModel model() {
    return model;
  }

  List<RelationTuple> stored() {
    return List.copyOf(stored.values());
  }

  /** Tuples for one question, none of which is stored under the same key. */
  List<RelationTuple> contextual() {
    var tuples = new LinkedHashMap<TupleKey, RelationTuple>();
    if (random.nextInt(3) == 0) {
      int count = 1 + random.nextInt(3);
      for (int i = 0; i < count; i++) {
        tuple()
            .filter(tuple -> !stored.containsKey(tuple.key()))
            .filter(tuple -> tuple.expiresAt().isEmpty())
            .ifPresent(tuple -> tuples.put(tuple.key(), tuple));
      }
    }
    return List.copyOf(tuples.values());
  }

  /** One tuple that may be there is written or deleted. */
  Optional<RelationTuple> change() {
    var next = tuple();
    next.ifPresent(
        tuple -> {
          if (stored.remove(tuple.key()) == null) {
            stored.put(tuple.key(), tuple);
          }
        });
    return next;
  }

  /** Values for conditions; some may be missing. */
  Map<String, Object> values() {
    var values = new HashMap<String, Object>();
    if (random.nextInt(10) < 6) {
      values.put("x", random.nextInt(6));
    }
    if (random.nextInt(10) < 6) {
      values.put("y", random.nextInt(6));
    }
    if (random.nextInt(10) < 6) {
      values.put("on", random.nextBoolean());
    }
    return values;
  }

  TupleKey question() {
    return question(subject());
  }

  TupleKey question(RelationSubject subject) {
    var type = anyOf(objectTypes());
    return new TupleKey(object(type), anyOf(relations(type)), subject);
  }

  /** A kind of subjects to list. */
  RelationSubjectFilter filter() {
    if (random.nextInt(3) > 0) {
      return new RelationSubjectFilter(anyOf(RandomModelWriter.PEOPLE), Optional.empty());
    }
    var type = anyOf(objectTypes());
    return random.nextInt(3) == 0
        ? new RelationSubjectFilter(type, Optional.empty())
        : new RelationSubjectFilter(type, Optional.of(anyOf(relations(type))));
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** Somebody to ask about. */
  RelationSubject subject() {
    int choice = random.nextInt(10);
    if (choice < 3) {
      return RelationSubject.of(anyOf(RandomModelWriter.PEOPLE), id());
    }
    var named = stored.keySet().stream().map(TupleKey::subject).filter(this::isKnown).toList();
    if (choice < 6 && !named.isEmpty()) {
      return anyOf(named);
    }
    var type = anyOf(objectTypes());
    return switch (choice) {
      case 6 -> RelationSubject.of(type, id());
      case 7 -> RelationSubject.of(anyOf(List.of("user", "bot", type)), RelationSubject.WILDCARD);
      default -> RelationSubject.userset(type, id(), anyOf(relations(type)));
    };
  }

  /** Whether the model has such subjects. It may be another than when the tuples were written. */
  private boolean isKnown(RelationSubject subject) {
    var type = model.types().get(subject.type());
    return type != null && subject.relation().stream().allMatch(type.relations()::containsKey);
  }

  /** A tuple that the model allows; empty if the relation that was chosen has none. */
  private Optional<RelationTuple> tuple() {
    var type = anyOf(objectTypes());
    var relation = model.types().get(type).relations().get(anyOf(relations(type)));
    if (relation.subjectTypes().isEmpty()) {
      return Optional.empty();
    }
    var allowed = allowed(relation.subjectTypes());
    var key = new TupleKey(object(type), relation.name(), subject(allowed));
    if (saysNothing(key)) {
      return Optional.empty();
    }
    return Optional.of(
        new RelationTuple(
            key,
            allowed.condition().map(name -> new TupleCondition(name, tupleValues(name))),
            expiry()));
  }

  /** Half of all scenarios have more usersets than others, and so more circles. */
  private SubjectType allowed(List<SubjectType> types) {
    var sets = types.stream().filter(type -> type.relation().isPresent()).toList();
    return usersets && !sets.isEmpty() && random.nextInt(4) > 0 ? anyOf(sets) : anyOf(types);
  }

  /** A userset has its relation anyway; stores refuse to say so again. */
  private static boolean saysNothing(TupleKey key) {
    var object = key.object();
    return key.subject()
        .equals(RelationSubject.userset(object.type(), object.id(), key.relation()));
  }

  private Map<String, Object> tupleValues(String condition) {
    if (random.nextInt(3) > 0) {
      return Map.of();
    }
    var values = values();
    values.keySet().retainAll(model.conditions().get(condition).parameters().keySet());
    return values;
  }

  private Optional<Instant> expiry() {
    return switch (random.nextInt(12)) {
      case 0 -> Optional.of(now.minusSeconds(3600));
      case 1 -> Optional.of(now.plusSeconds(360_000));
      default -> Optional.empty();
    };
  }

  private RelationSubject subject(SubjectType allowed) {
    return new RelationSubject(
        allowed.type(), allowed.wildcard() ? RelationSubject.WILDCARD : id(), allowed.relation());
  }

  private ObjectRef object(String type) {
    return new ObjectRef(type, id());
  }

  private String id() {
    return anyOf(ids);
  }

  private List<String> objectTypes() {
    return model.types().keySet().stream()
        .filter(type -> !RandomModelWriter.PEOPLE.contains(type))
        .sorted()
        .toList();
  }

  private List<String> relations(String type) {
    return model.types().get(type).relations().keySet().stream().sorted().toList();
  }

  private <T> T anyOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @Override
  public String toString() {
    var text = new StringBuilder(dsl);
    stored.values().forEach(tuple -> text.append("\n").append(shown(tuple)));
    return text.toString();
  }

  static String shown(RelationTuple tuple) {
    return tuple.key()
        + tuple.condition().map(c -> " with " + c.name() + c.context()).orElse("")
        + tuple.expiresAt().map(at -> " until " + at).orElse("");
  }
}
