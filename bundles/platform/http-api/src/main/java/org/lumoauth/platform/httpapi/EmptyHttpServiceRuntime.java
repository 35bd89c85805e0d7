/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpapi;

import org.osgi.framework.dto.ServiceReferenceDTO;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.runtime.HttpServiceRuntime;
import org.osgi.service.http.runtime.dto.FailedErrorPageDTO;
import org.osgi.service.http.runtime.dto.FailedFilterDTO;
import org.osgi.service.http.runtime.dto.FailedListenerDTO;
import org.osgi.service.http.runtime.dto.FailedPreprocessorDTO;
import org.osgi.service.http.runtime.dto.FailedResourceDTO;
import org.osgi.service.http.runtime.dto.FailedServletContextDTO;
import org.osgi.service.http.runtime.dto.FailedServletDTO;
import org.osgi.service.http.runtime.dto.PreprocessorDTO;
import org.osgi.service.http.runtime.dto.RequestInfoDTO;
import org.osgi.service.http.runtime.dto.RuntimeDTO;
import org.osgi.service.http.runtime.dto.ServletContextDTO;

/**
 * An HTTP runtime without servlets. The JAX-RS whiteboard starts when a runtime with an endpoint is
 * registered.
 */
@Component(property = "osgi.http.endpoint=/")
public final class EmptyHttpServiceRuntime implements HttpServiceRuntime {

  @Override
  public RuntimeDTO getRuntimeDTO() {
    RuntimeDTO runtime = new RuntimeDTO();
    runtime.serviceDTO = new ServiceReferenceDTO();
    runtime.servletContextDTOs = new ServletContextDTO[0];
    runtime.preprocessorDTOs = new PreprocessorDTO[0];
    runtime.failedServletContextDTOs = new FailedServletContextDTO[0];
    runtime.failedServletDTOs = new FailedServletDTO[0];
    runtime.failedResourceDTOs = new FailedResourceDTO[0];
    runtime.failedFilterDTOs = new FailedFilterDTO[0];
    runtime.failedErrorPageDTOs = new FailedErrorPageDTO[0];
    runtime.failedListenerDTOs = new FailedListenerDTO[0];
    runtime.failedPreprocessorDTOs = new FailedPreprocessorDTO[0];
    return runtime;
  }

  @Override
  public RequestInfoDTO calculateRequestInfoDTO(String path) {
    RequestInfoDTO info = new RequestInfoDTO();
    info.path = path;
    return info;
  }
}
