/** The access log: one JSON line for each request, off by default. */
package org.lumoauth.platform.web.access;
