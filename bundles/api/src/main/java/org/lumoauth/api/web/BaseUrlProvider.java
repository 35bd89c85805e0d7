package org.lumoauth.api.web;

import org.osgi.annotation.versioning.ProviderType;

/** The URL under which the server is reached, as the operator configured it. */
@ProviderType
public interface BaseUrlProvider {

  /**
   * Scheme, host and port, perhaps a path, without a trailing slash; never taken from a request.
   *
   * @return for example {@code https://id.example.com}
   */
  String value();
}
