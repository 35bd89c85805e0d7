/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.authz;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Questions in process. Each shape is asked about different objects and subjects in turn where the
 * scene has several, so that a cache of answers alone is not measured.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CheckBenchmark {

  /** The number of tuples. */
  @Param({"1000000"})
  public int tuples;

  /** The location of the tuples during the questions. */
  @Param({"memory", "database"})
  public String from;

  private final RelationQueryContext standard = RelationQueryContext.standard();
  private final RelationQueryContext atNoon =
      new RelationQueryContext(
          Optional.empty(), List.of(), Map.of("hour", 12), new ReadConsistency.MinimizeLatency());
  private Engine engine;
  private Engine.Place place;
  private int turn;

  /** Loads the scene and waits until it is in memory. */
  @Setup
  public void load() throws Exception {
    long most = from.equals("memory") ? 20_000_000L : 0;
    engine =
        new Engine(
            Folders.of("scene-" + tuples), Map.of("indexTuples", most, "indexWaitTuples", most));
    place = engine.place(0);
    place.load(new Scene(tuples));
    require(place.check(Scene.key("document:7", "viewer", "user:7"), standard));
  }

  /** The next benchmark opens the same files. */
  @TearDown
  public void close() throws SQLException {
    engine.close();
  }

  @Benchmark
  public boolean direct() {
    int i = next();
    return asked(true, Scene.key("document:" + i, "owner", "user:" + i % 10_000));
  }

  @Benchmark
  public boolean refused() {
    int i = next();
    return asked(false, Scene.key("document:" + i, "owner", "user:stranger"));
  }

  @Benchmark
  public boolean groupsThreeDeep() {
    return asked(true, Scene.key("document:nested", "viewer", "user:nested"));
  }

  @Benchmark
  public boolean foldersTenDeep() {
    return asked(true, Scene.key("document:deep", "viewer", "user:top"));
  }

  @Benchmark
  public boolean groupOfTenThousand() {
    return asked(true, Scene.key("document:wide", "viewer", "user:" + next() % Scene.WIDE));
  }

  @Benchmark
  public boolean exclusion() {
    int i = next();
    return asked(true, Scene.key("document:" + i, "reader", "user:" + i % 10_000));
  }

  @Benchmark
  public boolean condition() {
    return require(place.check(Scene.key("document:timed", "viewer", "user:1"), atNoon));
  }

  @Benchmark
  public int listObjects() {
    var found = place.objects("document", "viewer", RelationSubject.of("user", "lister"));
    require(found.items().size() == Scene.LISTED);
    return found.items().size();
  }

  /** Reads with one write in a hundred operations. */
  @Benchmark
  public boolean mixed() {
    int i = next();
    if (i % 100 == 0) {
      var key = Scene.key("document:new", "owner", "user:" + i);
      place.delete(key);
      place.write(List.of(RelationTuple.of(key)));
    }
    return asked(true, Scene.key("document:" + i, "owner", "user:" + i % 10_000));
  }

  private boolean asked(boolean allowed, TupleKey question) {
    return require(place.check(question, standard) == allowed);
  }

  private int next() {
    turn = (turn + 7919) % tuples;
    return turn;
  }

  /** Throws for a wrong answer, which must not count as fast. */
  private static boolean require(boolean right) {
    if (!right) {
      throw new IllegalStateException("a wrong answer");
    }
    return true;
  }
}
