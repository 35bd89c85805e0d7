/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import javax.servlet.ServletConfig;
import javax.servlet.ServletContext;

/** The configuration with which an application's servlet is initialized. */
record ApplicationServletConfig(String name, ServletContext context) implements ServletConfig {
  private static final String HIDE_LIST = "hide-service-list-page";

  @Override
  public String getServletName() {
    return name;
  }

  @Override
  public ServletContext getServletContext() {
    return context;
  }

  @Override
  public String getInitParameter(String parameter) {
    return parameter.equals(HIDE_LIST) ? "true" : null;
  }

  @Override
  public Enumeration<String> getInitParameterNames() {
    return Collections.enumeration(Set.of(HIDE_LIST));
  }
}
