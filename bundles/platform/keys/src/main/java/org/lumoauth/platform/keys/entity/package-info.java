/** Rows of the keys bundle. They never leave it. */
package org.lumoauth.platform.keys.entity;
