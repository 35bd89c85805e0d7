/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.empty;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.osgi.service.component.annotations.Component;

/** Publishes the empty resource. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=benchmarks-empty",
      EndpointServicePropertyNames.ROUTES + "=/api/v1/benchmark"
    })
public final class EmptyApplication extends Application {
  @Override
  public Set<Object> getSingletons() {
    return Set.of(new EmptyResource());
  }
}
