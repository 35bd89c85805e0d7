/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** A request as received from the container, with its id and arrival time. */
public record IncomingRequest(
    HttpServletRequest request, HttpServletResponse response, String requestId, long nanos) {}
