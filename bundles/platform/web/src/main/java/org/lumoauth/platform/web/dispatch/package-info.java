/** The front controller: the servlet that receives and dispatches every request. */
package org.lumoauth.platform.web.dispatch;
