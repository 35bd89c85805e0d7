/** JPA entities of the keys bundle. They are used only by its stores. */
package org.lumoauth.platform.keys.entity;
