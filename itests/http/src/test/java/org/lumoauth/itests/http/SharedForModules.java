package org.lumoauth.itests.http;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One running server for the test classes that stop, replace or add modules by its console: should
 * one of them fail half-way, it troubles nobody but those.
 */
final class SharedForModules implements ParameterResolver {

  private record Running(Server server)
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Server.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedForModules.class))
        .getOrComputeIfAbsent(Running.class, unused -> start(), Running.class)
        .server();
  }

  private static Running start() {
    try {
      return new Running(Server.start());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
