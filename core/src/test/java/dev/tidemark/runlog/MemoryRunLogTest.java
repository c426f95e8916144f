package dev.tidemark.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.lake.MemoryZone;
import dev.tidemark.lake.Zone;
import dev.tidemark.run.RunNumber;
import org.junit.jupiter.api.Test;

class MemoryRunLogTest extends RunLogContract {

    @Override
    protected Zone zone() {
        return new MemoryZone();
    }

    @Test
    void stopsWhenTheBucketIsEmptiedUnderAWarmProcess() {
        MemoryZone zone = new MemoryZone();
        RunLog<IngestLog> warm = log(zone);
        Samples.publish(warm, 3);
        zone.keys().forEach(zone::remove);

        assertThatThrownBy(warm::newest)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("run 3: its query log was removed");
    }

    @Test
    void stopsWhenTheBucketIsSwappedUnderAWarmProcess() {
        MemoryZone zone = new MemoryZone();
        RunLog<IngestLog> warm = log(zone);
        IngestLog first = Samples.first();
        warm.publish(first);
        zone.remove(RunLog.keyOf("sales", RunNumber.FIRST));
        log(zone).publish(Samples.rivalOf(first));

        assertThatThrownBy(warm::newest)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("the bucket was swapped or restored");
    }

    /// A run is looked at, or read; the newest and the one before it are read in any case.
    @Test
    void asksHardlyMoreThanItLooks() {
        MemoryZone zone = new MemoryZone();
        RunLog<IngestLog> writer = log(zone);
        Samples.publish(writer, 1_100);
        int requests = 0;
        for (int last = 1_101; last <= 1_164; last++) {
            Samples.publish(writer, last);
            CountingZone counting = new CountingZone(zone);
            assertThat(log(counting).newest().orElseThrow().header().run())
                    .isEqualTo(new RunNumber(last));
            assertThat(counting.requests()).isLessThanOrEqualTo(19);
            requests += counting.requests();
        }
        assertThat(requests / 64.0).isLessThan(17.7);
    }
}
