package dev.tidemark.parquet.encode;

import static org.apache.parquet.column.Encoding.PLAIN;
import static org.apache.parquet.column.Encoding.RLE_DICTIONARY;

import dev.tidemark.column.vector.Vector;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesWriter;

/// Values that may come again: a dictionary numbers them as long as that pays. Whether it does is
/// judged by the first thousand, and again when the dictionary has become large.
abstract sealed class RepeatedValues implements Values permits LongValues, BytesValues {

    private static final int JUDGED_AFTER = 1024;
    private static final int NUMBERS_MAX = 1 << 16;
    private static final int DICTIONARY_BYTES_MAX = 1 << 20;

    private final ValuesWriter writer;
    private final Numbers numbers = new Numbers();

    /// Whether the values since the last page are numbered.
    private boolean isNumbered;

    private boolean isJudged;

    /// How many values of the dictionary the pages refer to.
    private int referredTo;

    /// @param writer encodes values as they are
    RepeatedValues(ValuesWriter writer, boolean mayRepeat) {
        this.writer = writer;
        this.isNumbered = mayRepeat;
        this.isJudged = !mayRepeat;
    }

    abstract void number(Vector vector, Numbers to);

    abstract void write(Vector vector, ValuesWriter to);

    /// Writes the values of the dictionary that the numbers stand for.
    abstract void write(Numbers from, ValuesWriter to);

    abstract int dictionarySize();

    abstract long dictionaryBytes();

    abstract BytesInput dictionaryContent();

    abstract void forgetDictionary();

    @Override
    public final void add(Vector vector) {
        if (!isNumbered) {
            write(vector, writer);
            return;
        }
        number(vector, numbers);
        if (!isJudged && numbers.size() >= JUDGED_AFTER) {
            judge();
        }
    }

    private void judge() {
        isJudged = true;
        if (dictionarySize() * 2 > numbers.size()) {
            write(numbers, writer);
            numbers.clear();
            forgetDictionary();
            isNumbered = false;
        }
    }

    @Override
    public final long bytes() {
        return numbers.bytes() + dictionaryBytes() + writer.getBufferedSize();
    }

    /// A page of nulls alone says nothing of the values.
    @Override
    public final Encoding encoding() {
        if (!isJudged && numbers.size() > 0) {
            judge();
        }
        if (!isNumbered) {
            return writer.getEncoding();
        }
        return numbers.size() == 0 ? PLAIN : RLE_DICTIONARY;
    }

    @Override
    public final BytesInput content() {
        if (!isNumbered) {
            return writer.getBytes();
        }
        return numbers.size() == 0 ? BytesInput.empty() : numbers.content(dictionarySize());
    }

    @Override
    public final void endPage() {
        if (!isNumbered) {
            writer.reset();
            return;
        }
        referredTo = dictionarySize();
        numbers.clear();
        isNumbered = referredTo <= NUMBERS_MAX && dictionaryBytes() <= DICTIONARY_BYTES_MAX;
    }

    @Override
    public final Optional<DictionaryPage> dictionary() {
        return referredTo == 0
                ? Optional.empty()
                : Optional.of(new DictionaryPage(dictionaryContent(), referredTo, PLAIN));
    }
}
