/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.rest;

import java.util.Hashtable;
import java.util.Optional;
import javax.ws.rs.core.Application;
import org.lumoauth.api.module.ModulePropertyNames;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.modules.archive.ModuleAllowList;
import org.lumoauth.platform.modules.lifecycle.ModuleLifecycleService;
import org.lumoauth.platform.modules.lifecycle.ModulesConfig;
import org.lumoauth.platform.web.UnavailableRouteRegistry;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Registers the REST application if the configuration enables it. Otherwise its routes do not
 * exist.
 */
@Component(
    service = ModulesApiRegistrar.class,
    immediate = true,
    configurationPid = "org.lumoauth.platform.modules")
public final class ModulesApiRegistrar {
  private final Optional<ServiceRegistration<Application>> registration;

  @Activate
  public ModulesApiRegistrar(
      BundleContext context,
      ModulesConfig config,
      @Reference ModuleLifecycleService modules,
      @Reference UnavailableRouteRegistry routes) {
    if (config.apiEnabled()) {
      registration = Optional.of(register(context, config, modules));
    } else {
      registration = Optional.empty();
      routes.forget(context.getBundle().getBundleId()); // it may have been enabled before
    }
  }

  private static ServiceRegistration<Application> register(
      BundleContext context, ModulesConfig config, ModuleLifecycleService modules) {
    ModuleAllowList allowed = ModuleAllowList.of(config.allowedDigests(), config.allowedSigners());
    Hashtable<String, Object> properties = new Hashtable<>();
    properties.put(ModulePropertyNames.KIND, "web");
    properties.put(ModulePropertyNames.NAME, "platform-modules");
    properties.put(EndpointServicePropertyNames.ROUTES, new String[] {"/api/v1/platform/modules"});
    return context.registerService(
        Application.class,
        new ModulesApplication(new ModulesResource(modules, allowed)),
        properties);
  }

  @Deactivate
  void close() {
    registration.ifPresent(ServiceRegistration::unregister);
  }
}
