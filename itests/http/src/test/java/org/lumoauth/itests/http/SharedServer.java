package org.lumoauth.itests.http;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One running server for the test classes of one kind; it is started for the first of them. */
abstract class SharedServer implements ParameterResolver {

  private record Running(Server server)
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  /** Starts it. */
  abstract Server start() throws IOException;

  @Override
  public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Server.class;
  }

  @Override
  public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(getClass()))
        .getOrComputeIfAbsent(Running.class, unused -> running(), Running.class)
        .server();
  }

  private Running running() {
    try {
      return new Running(start());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
