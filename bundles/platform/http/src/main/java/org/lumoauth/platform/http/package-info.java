/**
 * The HTTP engine: listens for HTTP/1.1 and HTTP/2, reads request bodies without blocking a thread,
 * and hands complete requests to the front servlet. Errors of the protocol itself are answered here
 * in the common error format.
 */
package org.lumoauth.platform.http;
