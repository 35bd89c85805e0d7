/**
 * The HTTP engine: listens for HTTP/1.1 and HTTP/2, reads request bodies without blocking a thread,
 * and passes complete requests to the front servlet. Protocol errors are answered here in the
 * common error format.
 */
package org.lumoauth.platform.http;
