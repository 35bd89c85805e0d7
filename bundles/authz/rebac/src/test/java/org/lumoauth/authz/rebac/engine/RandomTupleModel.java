/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.authz.rebac.HandBuiltModels;
import org.lumoauth.authz.rebac.TupleSampleParser;
import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.authz.rebac.model.UsersetRewrite;

/** A random model with random tuples, the same for one seed. */
public final class RandomTupleModel {

  public static final int RELATIONS = 4;

  public final RelationModel model;
  public final List<RelationTuple> tuples = new ArrayList<>();
  public final List<String> objects = new ArrayList<>();
  public final List<String> nodes = new ArrayList<>();
  public final List<String> subjects = new ArrayList<>();
  public final Map<String, Object> context;
  private final Random random;

  public RandomTupleModel(long seed) {
    random = new Random(seed);
    int each = 2 + random.nextInt(3);
    for (int i = 0; i < each; i++) {
      subjects.add("user:" + i);
      objects.add("group:" + i);
      objects.add("doc:" + i);
    }
    subjects.add("user:*");
    for (String object : objects) {
      for (int i = 0; i < RELATIONS; i++) {
        nodes.add(object + "#r" + i);
      }
    }
    subjects.addAll(nodes);
    subjects.addAll(objects);
    context = random.nextBoolean() ? Map.of() : Map.of("x", random.nextBoolean() ? "yes" : "no");
    model = model();
    tuples();
  }

  public TupleIndex index() {
    var index = TupleIndex.empty();
    for (RelationTuple tuple : tuples) {
      index = index.with(tuple);
    }
    return index;
  }

  private RelationModel model() {
    var builder = HandBuiltModels.model().condition("c", "x", "yes"::equals).type("user");
    for (String type : List.of("group", "doc")) {
      builder.type(type).define("p", "group", "doc");
      for (int level = 0; level < RELATIONS; level++) {
        builder.define("r" + level, rewrite(level, 2, level), subjectTypes(level));
      }
    }
    return builder.build();
  }

  private String[] subjectTypes(int level) {
    var types = new ArrayList<>(List.of("user"));
    if (random.nextBoolean()) {
      types.add("user:*");
    }
    if (random.nextInt(3) == 0) {
      types.add("user with c");
    }
    if (random.nextInt(4) == 0) {
      types.add("user:* with c");
    }
    if (random.nextInt(4) == 0) {
      types.add("doc");
    }
    for (int i = 0; i <= level; i++) {
      if (random.nextBoolean()) {
        types.add((random.nextBoolean() ? "group#r" : "doc#r") + i);
      }
      if (random.nextInt(4) == 0) {
        types.add((random.nextBoolean() ? "group#r" : "doc#r") + i + " with c");
      }
    }
    return types.toArray(new String[0]);
  }

  /** Names relations up to a level; subtracts only those before the one that is defined. */
  private UsersetRewrite rewrite(int level, int depth, int upTo) {
    int choice = random.nextInt(depth == 0 ? 4 : 8);
    boolean lower = upTo < level;
    if (choice < 2 || upTo < 0) {
      return lower && upTo >= 0
          ? HandBuiltModels.computed("r" + random.nextInt(upTo + 1))
          : direct(lower, upTo);
    }
    return switch (choice) {
      case 2 -> HandBuiltModels.computed("r" + random.nextInt(upTo + 1));
      case 3 -> HandBuiltModels.from("r" + random.nextInt(upTo + 1), "p");
      case 4, 5 ->
          HandBuiltModels.or(rewrite(level, depth - 1, upTo), rewrite(level, depth - 1, upTo));
      case 6 ->
          HandBuiltModels.and(rewrite(level, depth - 1, upTo), rewrite(level, depth - 1, upTo));
      default ->
          level == 0
              ? HandBuiltModels.direct()
              : HandBuiltModels.butNot(
                  rewrite(level, depth - 1, upTo), rewrite(level, depth - 1, level - 1));
    };
  }

  /** A relation's own tuples may lead back to it, so they are not subtracted. */
  private static UsersetRewrite direct(boolean lower, int upTo) {
    return lower && upTo >= 0 ? HandBuiltModels.computed("r0") : HandBuiltModels.direct();
  }

  private void tuples() {
    var found = new LinkedHashMap<String, RelationTuple>();
    int count = 3 + random.nextInt(25);
    for (int i = 0; i < count; i++) {
      String object = objects.get(random.nextInt(objects.size()));
      if (random.nextInt(4) == 0) {
        String parent = objects.get(random.nextInt(objects.size()));
        add(found, TupleSampleParser.tuple(object + "#p@" + parent));
      } else {
        int level = random.nextInt(RELATIONS);
        var types =
            model.types().get(object.split(":")[0]).relations().get("r" + level).subjectTypes();
        var type = types.get(random.nextInt(types.size()));
        String id = type.wildcard() ? "*" : Integer.toString(random.nextInt(objects.size() / 2));
        String subject =
            type.type() + ":" + id + type.relation().map(name -> "#" + name).orElse("");
        var tuple = TupleSampleParser.tuple(object + "#r" + level + "@" + subject);
        add(
            found,
            new RelationTuple(
                tuple.key(),
                type.condition().map(name -> new TupleCondition(name, kept())),
                Optional.empty()));
      }
    }
    tuples.addAll(found.values());
  }

  private Map<String, Object> kept() {
    return switch (random.nextInt(4)) {
      case 0 -> Map.of("x", "yes");
      case 1 -> Map.of("x", "no");
      default -> Map.of();
    };
  }

  private static void add(Map<String, RelationTuple> found, RelationTuple tuple) {
    String node = tuple.key().object() + "#" + tuple.key().relation();
    if (!node.equals(tuple.key().subject().toString())) {
      found.putIfAbsent(tuple.key().toString(), tuple);
    }
  }
}
