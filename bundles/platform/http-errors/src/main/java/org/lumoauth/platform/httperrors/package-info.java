/**
 * What the HTTP server answers by itself, in the common error format: requests that are no HTTP
 * never reach the API. A fragment of Pax Web's Jetty bundle.
 */
package org.lumoauth.platform.httperrors;
