/** Tests of the HTTP engine: limits, floods, malformed requests and client addresses. */
package org.lumoauth.itests.http.http;
