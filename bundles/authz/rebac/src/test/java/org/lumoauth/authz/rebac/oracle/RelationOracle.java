/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.authz.rebac.model.RelationModel;

/**
 * Answers by the definition, slowly: for one subject, all relations of all objects are computed at
 * once as a fixpoint. Nothing is cut short, and nothing is shared with the engine.
 *
 * <p>A relation of an object has the subjects that its rewrite gives: those of its tuples (one, all
 * of a type, or all who have a relation to an object), of other relations, and of relations of
 * objects that tuples name; unions, intersections and differences of these. A userset has the
 * relation that it stands for. The answer is the least such assignment; where a difference makes
 * that ambiguous (a relation that somebody has because he does not have it), or where a condition
 * cannot be evaluated, two bounds are computed: what is certain and what is possible. This is the
 * well-founded model of logic programs with negation.
 *
 * @see <a href="https://research.google/pubs/pub48190/">Zanzibar, section 2.3</a>
 */
final class RelationOracle {

  /**
   * An id that no tuple names. Who is everybody has the relations that this one has, whom nobody
   * has thought of.
   */
  static final String STRANGER = "a stranger";

  private final RelationModel model;
  private final OracleFactTable facts;
  private final Map<RelationSubject, Bounds> answers = new HashMap<>();
  private final Set<ObjectRelationCell> cells = new LinkedHashSet<>();

  /** What a subject certainly has, and what it possibly has. */
  private record Bounds(Set<ObjectRelationCell> certain, Set<ObjectRelationCell> possible) {}

  RelationOracle(
      RelationModel model, List<RelationTuple> tuples, Map<String, Object> context, Instant now) {
    this.model = model;
    this.facts = new OracleFactTable(model, tuples, context, now);
    facts.objects().stream().filter(object -> !isWildcard(object)).forEach(this::addCells);
  }

  OracleAnswer check(ObjectRef object, String relation, RelationSubject subject) {
    var cell = new ObjectRelationCell(object, relation);
    if (!cells.contains(cell)) {
      addCells(object);
      answers.clear();
    }
    var bounds = answers.computeIfAbsent(subject, this::fixpoint);
    return bounds.certain().contains(cell)
        ? OracleAnswer.YES
        : bounds.possible().contains(cell) ? OracleAnswer.OPEN : OracleAnswer.NO;
  }

  /** Every relation of every object that is known of. */
  Set<ObjectRelationCell> cells() {
    return Set.copyOf(cells);
  }

  /** The objects of a type that any tuple or the subject names, each with its answer. */
  Map<ObjectRef, OracleAnswer> objects(String type, String relation, RelationSubject subject) {
    var objects = new LinkedHashSet<>(facts.objects());
    objects.add(new ObjectRef(subject.type(), subject.id()));
    var found = new HashMap<ObjectRef, OracleAnswer>();
    objects.stream()
        .filter(object -> object.type().equals(type) && !isWildcard(object))
        .forEach(object -> found.put(object, check(object, relation, subject)));
    return found;
  }

  /** The subjects of a kind that any tuple or the object names, each with its answer. */
  Map<RelationSubject, OracleAnswer> subjects(
      ObjectRef object, String relation, RelationSubjectFilter filter) {
    var objects = new LinkedHashSet<>(facts.objects());
    objects.add(object);
    var found = new HashMap<RelationSubject, OracleAnswer>();
    objects.stream()
        .filter(named -> named.type().equals(filter.type()) && !isWildcard(named))
        .map(named -> new RelationSubject(named.type(), named.id(), filter.relation()))
        .forEach(subject -> found.put(subject, check(object, relation, subject)));
    return found;
  }

  /** Whether everybody of a type has it who is not named anywhere. */
  OracleAnswer everybody(ObjectRef object, String relation, String type) {
    return check(object, relation, RelationSubject.of(type, STRANGER));
  }

  private void addCells(ObjectRef object) {
    var type = model.types().get(object.type());
    if (type != null) {
      type.relations()
          .keySet()
          .forEach(relation -> cells.add(new ObjectRelationCell(object, relation)));
    }
  }

  private static boolean isWildcard(ObjectRef object) {
    return object.id().equals(RelationSubject.WILDCARD);
  }

  /** Narrows the bounds until they stand still. */
  private Bounds fixpoint(RelationSubject subject) {
    var bounds = new Bounds(Set.of(), Set.copyOf(cells));
    while (true) {
      var narrower = new Bounds(least(subject, true, bounds), least(subject, false, bounds));
      if (narrower.equals(bounds)) {
        return bounds;
      }
      bounds = narrower;
    }
  }

  /** The least set that follows; what is subtracted is judged by the bounds so far. */
  private Set<ObjectRelationCell> least(RelationSubject subject, boolean certain, Bounds bounds) {
    var had = new HashSet<ObjectRelationCell>();
    int before;
    do {
      before = had.size();
      for (var cell : cells) {
        var rewrite = model.types().get(cell.object().type()).relations().get(cell.relation());
        var term = new RewriteEvaluation(facts, cell, subject, bounds.certain(), bounds.possible());
        if (isItself(cell, subject) || term.holds(rewrite.rewrite(), certain, had)) {
          had.add(cell);
        }
      }
    } while (had.size() > before);
    return had;
  }

  private static boolean isItself(ObjectRelationCell cell, RelationSubject subject) {
    return subject.relation().equals(Optional.of(cell.relation()))
        && subject.type().equals(cell.object().type())
        && subject.id().equals(cell.object().id());
  }
}
