package org.lumoauth.platform.modules.rest;

import org.lumoauth.api.web.Problem;

/**
 * The body of an installation or upgrade.
 *
 * @param url where the bundle is: {@code https:}, {@code file:} or {@code mvn:}
 */
public record ModuleSource(String url) {

  static String urlOf(ModuleSource body) {
    if (body == null || body.url() == null || body.url().isBlank()) {
      throw Problem.invalid("url", "url is the address of a bundle.");
    }
    return body.url();
  }
}
