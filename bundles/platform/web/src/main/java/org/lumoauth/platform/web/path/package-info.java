/** Parses request paths: rejects ambiguous ones, then splits them into tenant and rest. */
package org.lumoauth.platform.web.path;
