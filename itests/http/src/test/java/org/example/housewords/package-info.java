/** A module of an operator's own, which {@code QuestionsIT} makes an archive of and installs. */
package org.example.housewords;
