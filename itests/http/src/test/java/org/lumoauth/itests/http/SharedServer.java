package org.lumoauth.itests.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One running server for the test classes of one kind, and perhaps the {@link Site} that it may
 * ask; it is started for the first of them.
 */
abstract class SharedServer implements ParameterResolver {

  /**
   * What runs as long as tests do.
   *
   * @param site empty where none is needed
   */
  record Running(Server server, Optional<Site> site)
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    @Override
    public void close() throws IOException {
      server.close();
      if (site.isPresent()) {
        site.get().close();
      }
    }
  }

  /** Starts it. */
  abstract Running start() throws IOException, GeneralSecurityException;

  @Override
  public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Server.class || type == Site.class;
  }

  @Override
  public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running =
        context
            .getRoot()
            .getStore(Namespace.create(getClass()))
            .getOrComputeIfAbsent(Running.class, unused -> running(), Running.class);
    return parameter.getParameter().getType() == Site.class
        ? running.site().orElseThrow()
        : running.server();
  }

  private Running running() {
    try {
      return start();
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
