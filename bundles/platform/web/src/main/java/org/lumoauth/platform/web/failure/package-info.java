/** The one error format: what went wrong, told to the caller and to the log. */
package org.lumoauth.platform.web.failure;
