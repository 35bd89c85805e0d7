package org.lumoauth.platform.web.exchange;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** A request as the container hands it over, with its id and when it came. */
public record IncomingRequest(
    HttpServletRequest request, HttpServletResponse response, String requestId, long nanos) {}
