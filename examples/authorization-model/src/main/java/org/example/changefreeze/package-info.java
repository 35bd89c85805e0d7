/** A LumoAuth module: while a change freeze lasts, agents change nothing. */
package org.example.changefreeze;
