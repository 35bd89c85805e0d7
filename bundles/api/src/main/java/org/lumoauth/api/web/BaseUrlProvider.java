/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.web;

import org.osgi.annotation.versioning.ProviderType;

/** Provides the URL of the server as configured by the operator. */
@ProviderType
public interface BaseUrlProvider {

  /**
   * Returns scheme, host and port, possibly a path, without a trailing slash; never derived from a
   * request.
   *
   * @return for example {@code https://id.example.com}
   */
  String value();
}
