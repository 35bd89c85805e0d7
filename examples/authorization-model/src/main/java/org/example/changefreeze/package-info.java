/** A LumoAuth module: during a change freeze, agents cannot make changes. */
package org.example.changefreeze;
