/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.authz;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same questions with jCasbin in process: owners as policies, groups as its role hierarchy. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CasbinBenchmark {

  /** The number of policies is lower, because jCasbin evaluates them sequentially. */
  @Param({"1000", "10000"})
  public int tuples;

  private Enforcer enforcer;
  private int turn;

  /** Loads the policies. */
  @Setup
  public void load() {
    var model = new Model();
    model.addDef("r", "r", "sub, obj, act");
    model.addDef("p", "p", "sub, obj, act");
    model.addDef("g", "g", "_, _");
    model.addDef("e", "e", "some(where (p.eft == allow))");
    model.addDef("m", "m", "g(r.sub, p.sub) && r.obj == p.obj && r.act == p.act");
    enforcer = new Enforcer(model);
    List<List<String>> policies = new ArrayList<>();
    for (int i = 0; i < tuples; i++) {
      policies.add(List.of("user:" + i % 10_000, "document:" + i, "owner"));
    }
    policies.add(List.of("group:outer", "document:nested", "viewer"));
    enforcer.addPolicies(policies);
    enforcer.addGroupingPolicy("user:nested", "group:inner");
    enforcer.addGroupingPolicy("group:inner", "group:middle");
    enforcer.addGroupingPolicy("group:middle", "group:outer");
  }

  @Benchmark
  public boolean direct() {
    turn = (turn + 7919) % tuples;
    return require(enforcer.enforce("user:" + turn % 10_000, "document:" + turn, "owner"));
  }

  @Benchmark
  public boolean groupsThreeDeep() {
    return require(enforcer.enforce("user:nested", "document:nested", "viewer"));
  }

  private static boolean require(boolean right) {
    if (!right) {
      throw new IllegalStateException("a wrong answer");
    }
    return true;
  }
}
