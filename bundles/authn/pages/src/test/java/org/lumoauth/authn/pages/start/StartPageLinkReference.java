/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.start;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.lumoauth.platform.web.HttpHandler;
import org.osgi.framework.ServiceReference;

/** A reference to the endpoint of a page that adds itself to the start page. */
final class StartPageLinkReference {

  private StartPageLinkReference() {}

  static ServiceReference<HttpHandler> of(String route, String message, int order) {
    return of(
        Map.of(
            "lumoauth.web.routes",
            new String[] {route},
            "lumoauth.start.message",
            message,
            "lumoauth.start.icon",
            "user",
            "lumoauth.start.order",
            order,
            "lumoauth.start.primary",
            order == 10));
  }

  @SuppressWarnings("unchecked")
  static ServiceReference<HttpHandler> of(Map<String, Object> properties) {
    var identity = new Object();
    return (ServiceReference<HttpHandler>)
        Proxy.newProxyInstance(
            StartPageLinkReference.class.getClassLoader(),
            new Class<?>[] {ServiceReference.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getProperty" -> properties.get(arguments[0]);
                  case "hashCode" -> identity.hashCode();
                  case "equals" -> self == arguments[0];
                  case "toString" -> "reference " + properties;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
