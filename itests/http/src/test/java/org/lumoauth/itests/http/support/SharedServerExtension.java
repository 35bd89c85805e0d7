/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.lumoauth.platform.persistence.testkit.MariaDbServer;

/**
 * One running server for the test classes of one kind, with what it needs; it is started for the
 * first of them.
 */
public abstract class SharedServerExtension implements ParameterResolver {
  private static final Set<Class<?>> TYPES =
      Set.of(TestServer.class, StubSite.class, MariaDbServer.class);

  private record Running(List<AutoCloseable> things) implements AutoCloseable {

    Object get(Class<?> type) {
      return things.stream().filter(type::isInstance).findFirst().orElseThrow();
    }

    @Override
    public void close() throws Exception {
      List<AutoCloseable> lastFirst = new ArrayList<>(things);
      Collections.reverse(lastFirst);
      for (AutoCloseable thing : lastFirst) {
        thing.close();
      }
    }
  }

  /** Starts it: the server, after the site and the database if it has these. */
  public abstract List<AutoCloseable> start() throws Exception;

  @Override
  public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TYPES.contains(parameter.getParameter().getType());
  }

  @Override
  public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(getClass()))
        .getOrComputeIfAbsent(Running.class, unused -> running(), Running.class)
        .get(parameter.getParameter().getType());
  }

  private Running running() {
    try {
      return new Running(start());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
