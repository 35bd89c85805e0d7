/** The door itself: the servlet that every request comes through. */
package org.lumoauth.platform.web.door;
