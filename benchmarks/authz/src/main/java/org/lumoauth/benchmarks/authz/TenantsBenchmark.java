/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.authz;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.relation.RelationQueryContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The same question to different tenants in turn, each with its own model and tuples. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TenantsBenchmark {

  private static final int TUPLES = 20;

  /** The number of tenants. */
  @Param({"1", "100", "10000"})
  public int tenants;

  private final RelationQueryContext standard = RelationQueryContext.standard();
  private final List<Engine.Place> places = new ArrayList<>();
  private Engine engine;
  private int turn;

  /** Creates the tenants and sends one question to each of them. */
  @Setup
  public void load() throws Exception {
    engine = new Engine(Folders.of("tenants-" + tenants), Map.of());
    for (int i = 0; i < tenants; i++) {
      var place = engine.place(i);
      place.load(Scene.small(TUPLES));
      places.add(place);
    }
    for (int i = 0; i < tenants; i++) {
      foldersTenDeep();
    }
  }

  /** Closes the database. */
  @TearDown
  public void close() throws SQLException {
    engine.close();
  }

  @Benchmark
  public boolean foldersTenDeep() {
    turn = (turn + 7919) % tenants;
    if (!places.get(turn).check(Scene.key("document:deep", "viewer", "user:top"), standard)) {
      throw new IllegalStateException("a wrong answer");
    }
    return true;
  }
}
